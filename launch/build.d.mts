/** Builds the agents' workspace when its sources changed since it was last built. */
export function buildWorkspace(): Promise<void>
