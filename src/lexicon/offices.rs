//! Public offices, whose holders act in public, and who holds or held the national ones.

pub mod damaged;
pub mod holders;

/// Words for an office.
pub const OFFICES: &str = "minister ministers bewindspersoon bewindspersonen bewindslieden bewindsman bewindsvrouw \
    staatssecretaris staatssecretarissen staatsecretaris viceminister premier vicepremier ministerpresident stas \
    kamerlid kamerleden burgemeester burgemeesters loco-burgemeester locoburgemeester wethouder wethouders \
    gedeputeerde gedeputeerden dijkgraaf raadslid raadsleden statenlid statenleden gezaghebber gouverneur \
    commissaris secretaris-generaal secretaris-generaals directeur-generaal inspecteur-generaal sg psg dg pdg ig \
    rechter raadsheer raadsvrouw president koning koningin prins prinses eurocommissaris fractievoorzitter \
    fractieleider lijsttrekker senator ombudsman rijksbouwmeester formateur informateur verkenner ambassadeur \
    europarlementarier europarlementariër kinderombudsman mjenv mrb sjenv mbzk sbzk mocw socw mvws svws mienw sienw \
    mfin sfin mszw mezk mlnv mbz mdef minpres mp bondskanselier secretary procureur-generaal bgm cdk \
    eilandsraadslid heemraad hoogheemraad senatoren staatsraad schepen waterschapsbestuurder\
    oud-minister oud-burgemeester oud-wethouder oud-staatssecretaris oud-kamerlid oud-premier";

/// Parties in parliament, now or since 2000.
pub const PARTIES: &str = "gl vvd pvda pvv cda sp d66 groenlinks christenunie cu sgp pvdd partijvoordedieren denk fvd 50plus \
    volt ja21 bbb bij1 nsc glpvda groepvanhaga bvnl lpf ln lpn osf trots";

/// Surnames, without prefixes, of those who hold or held a national office since 2007 or lead a
/// party in parliament. Only names that few others bear, or that stand where the office is named.
pub const POLITICIANS: &str = "rutte schoof balkenende kok wiersma hermans hoekstra kaag yesilgoz yeşilgöz zegerius dijsselbloem \
    timmermans wilders omtzigt baudet klaver jetten bontenbal dassen ouwehand dijk bikker stoffer eerdmans plas keijzer agema \
    faber weel coenradie heinen beljaarts vijlbrief tuinman brekelmans veldkamp madlener jansen uitermark bruins paul \
    moes havermans maeijer karremans wijngaarden rijkaart klever hijink szabo struycken idsinga palmen sandro achahbar nobel \
    jonge kuipers ernst dijkgraaf gunay uslu bruggen lucht adriaansens harbers heijnen ollongren hugo schreinemacher gennip \
    schouten carola staghouwer adema wal raemaekers helder ooijen maarten rijn marnix leijten blok plasterk opstelten \
    teeven dijkhoff steur grapperhaus dekker broekers knol ankie kamp schultz haegen mansveld dijksma schippers asscher \
    klijnsma lodewijk bussemaker wiebes weekers eric hennis plasschaert jeanine zijlstra halbe koenders ploumen bijleveld \
    koolmees slob engelshoven snel huffelen menno nieuwenhuizen veldhoven visser barbara knops raymond harst \
    mona verdonk donner hirsch ballin rouvoet vogelaar cramer eimert middelkoop bos verhagen verburg eurlings \
    kant marijnissen roemer thieme ploeg segers thijssen esther krol henk halsema aboutaleb dijsselhof pechtold samsom buma haersma \
    zalm brinkhorst remkes spies bleker atsma knapen veldhuijzen zanten rosenthal leers tuin \
    azarkan baarle kuzu simons haga welzijn otten henri eppink hoog femke arib bergkamp bosma vroonhoven martin";
