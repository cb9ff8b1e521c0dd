/**
 * The words at the heart of the passwords that are tried first in French-speaking countries, small letters without accents:
 * first names, endearments, clubs, towns, keyboards. What is put around them (a capital, a year, a sign) changes nothing.
 */
const words = `
azerty azertyuiop azert aqwzsx qwerty qwertyuiop qwertz motdepasse monmotdepasse mdp passe secret bonjour bonsoir salut coucou hello
password passw pass admin administrateur administrator root utilisateur user test demo invite guest bienvenue welcome changeme changezmoi
soleil lune etoile chouchou doudou loulou loulou titi toto tata tutu nounou bibi kiki lolo lulu mimi nini riri zaza
amour jetaime jtaime monamour moncoeur cheri cherie moncheri macherie bebe monbebe princesse prince reine ange tresor bisous bisou calin
marseille paris lyon toulouse bordeaux nantes lille nice rennes strasbourg montpellier grenoble bretagne normandie corse alsace provence
france francais francaise republique liberte egalite fraternite laliberte vivelafrance bleublancrouge
olympique olympiquedemarseille psg parissg asse losc football foot rugby zidane mbappe champion
maison jardin voiture moto velo cheval chat chien lapin poisson tigre dragon panda oiseau papillon minou felix filou caline
nicolas julien thomas alexandre maxime antoine romain pierre vincent mathieu matthieu guillaume sebastien jerome olivier laurent david
stephane frederic christophe philippe pascal thierry patrick michel bernard daniel alain eric bruno gilles didier francois jean jacques
camille marie julie laura pauline manon lea chloe emma ines sarah celine sophie isabelle nathalie sandrine valerie veronique catherine
sylvie martine christine stephanie virginie aurelie emilie elodie caroline charlotte mathilde marion oceane amandine jessica vanessa melanie
louis lucas hugo enzo nathan theo arthur jules gabriel raphael leo adam
chocolat fromage baguette croissant vin pastis biere cafe caramel vanille fraise cerise banane orange citron
musique guitare piano chanson cinema internet ordinateur windows google facebook youtube orange free wanadoo laposte
iloveyou superman batman pokemon starwars naruto matrix master monkey shadow sunshine letmein football trustno
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre printemps ete automne hiver
lundi mardi mercredi jeudi vendredi samedi dimanche vacances noel anniversaire famille maman papa mamie papi
entreprise bureau travail support assistance serveur client compte connexion acces securite informatique
123456 1234567 12345678 123456789 1234567890 000000 111111 azerty123 abc123 1q2w3e4r a1z2e3r4 1a2b3c4d
`

export const commonPasswords: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''))
