/** What the embedded PostgreSQL is told: little memory at rest, enough for a desk of a hundred thousand tickets. */
const always = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '1',
  max_logical_replication_workers: '0',
  max_wal_size: '512MB',
  autovacuum_max_workers: '2',
  // What a new desk knows of its tables is renewed while they grow: a plan made for an empty table reads a full one from end to end.
  autovacuum_naptime: '15s',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  log_checkpoints: 'off',
  // Statements and their parameters hold what customers wrote: they stay out of the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}

const undurable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * The `-c name=value` arguments for a server.
 * @param durable false only for tests: a machine that loses power then loses the database
 */
export function tuning(major: number, durable: boolean): string[] {
  const values: Record<string, string> = {
    ...always,
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(durable ? {} : undurable),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
