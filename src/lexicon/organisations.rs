//! Words that make a name that of an organisation, a unit or a body.

pub mod firms;

/// Words, and abbreviations that everyone in The Hague knows.
pub const WORDS: &str = "ministerie ministeries ministry gemeente gemeenten provincie provincies waterschap waterschappen \
    hoogheemraadschap directie directies afdeling afdelingen cluster clusters team teams sectie bureau dienst diensten \
    agentschap inspectie inspecties autoriteit raad rade kamer tweede eerste commissie staatscommissie adviescommissie \
    college stichting vereniging cooperatie coöperatie unie bond verbond federatie universiteit hogeschool school instituut \
    centrum bank bv nv vof holding group groep groepen nederland rijk rijksoverheid overheid bestuurskern kabinet \
    secretariaat bestuursdepartement departement rijkswaterstaat politie rechtbank gerechtshof hof parket om justid justis \
    belastingdienst douane toeslagen uwv svb duo cak cbs cpb scp pbl rivm rvo nvwa ilt igj knmi kadaster rdw cbr ind coa dji \
    dtv nfi ctivd aivd mivd nctv rvd az bz bzk jenv venj ienw ienm ezk ez lnv lvvn ocw szw vws fin kgg aenm vro def defensie \
    financiën financien justitie veiligheid onderwijs cultuur wetenschap volksgezondheid welzijn sport infrastructuur waterstaat \
    klimaat groene groei economische zaken landbouw natuur voedselkwaliteit sociale werkgelegenheid binnenlandse \
    koninkrijksrelaties buitenlandse asiel migratie volkshuisvesting ruimtelijke ordening rechtsbescherming \
    dgpenv dgsb dgrr dgm dgoo dgkb dgbw dgwb dgmi dgb dgmo dgged dged dgnv dgke dgtp dgbel dwjz dfez dco dvb fez fbz hbjz \
    wjz bpz dbo drc ep doc pdv dpc ddsm dgr dgrb ccv vng ipo uvw cnv fnv knvb nos rtl abn amro rabobank ing ajax philips shell schiphol \
    prorail ns klm tennet gasunie capgemini kpmg deloitte pwc mckinsey berenschot twijnstra trimbos tno deltares \
    europese commission council parlement staten-generaal staten eu vn navo nato oeso who hr rekenkamer ombudsman \
    partij fractie coalitie oppositie nieuw sociaal contract stadsdeel stadhuis raadhuis hotel restaurant museum theater \
    ziekenhuis kliniek praktijk kantoor winkel bibliotheek kerk moskee vertegenwoordiging ambassade consulaat \
    regio veiligheidsregio ggd ggz mt managementteam projectgroep werkgroep stuurgroep klankbordgroep kernteam programma \
    taskforce platform netwerk loket meldpunt servicedesk helpdesk redactie persbureau krant concern facilitair \
    uitgeverij advocaten notarissen accountants consultants makelaars aannemer bouwbedrijf beheer vof huis stadion arena \
    woo wob avg wabo awb apv postbus allen betrokkenen iedereen deelnemers leden collega's secretarissen";

/// How such words end.
pub const ENDS: &[&str] = &[
    "ministerie",
    "directie",
    "afdeling",
    "commissie",
    "inspectie",
    "dienst",
    "schappen",
    "schap",
    "autoriteit",
    "bureau",
    "stichting",
    "vereniging",
    "kamer",
    "groep",
    "instituut",
    "centrum",
    "fonds",
    "fractie",
    "team",
    "overleg",
    "bestuur",
    "bedrijf",
    "beheer",
    "zaken",
    "management",
    "parket",
    "rechtbank",
    "universiteit",
    "college",
    "bank",
    "advocaten",
    "secretariaat",
    "loket",
    "organisatie",
    "raad",
];

/// Words before a name that make it part of the name of a thing.
pub const LEADS: &str = "motie moties wet commissie staatscommissie kabinet amendement plan rapport regeling norm initiatiefwet adviescommissie werkgroep \
    collectie methode doctrine arrest syndroom wetsvoorstel initiatiefnota moties akkoord lijst bende";

/// Words behind a name that make it part of the name of a thing.
pub const THINGS: &str = "huis stichting hotel stadion ziekenhuis centrum museum school college instituut \
    prijs fonds lezing universiteit kazerne brug tunnel park hof plantsoen \
    bank groep bv nv holding advocaten notarissen accountants medisch arena \
    foundation academie bouw vereniging kliniek haven sluis gemaal award penning";
