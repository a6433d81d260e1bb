//! Towns, provinces, countries.

/// One word each; of two-word names the words that are not ordinary.
pub const PLACES: &str = "amsterdam rotterdam utrecht haag eindhoven groningen tilburg almere breda nijmegen apeldoorn arnhem haarlem \
    enschede amersfoort zaanstad haarlemmermeer hertogenbosch bosch zwolle leiden zoetermeer leeuwarden maastricht dordrecht \
    ede alphen westland alkmaar delft deventer venlo sittard geleen helmond oss amstelveen hilversum heerlen purmerend \
    hengelo schiedam roosendaal lelystad gouda hoorn vlaardingen assen velsen emmen almelo doetinchem barneveld veenendaal \
    katwijk zeist nieuwegein roermond capelle rijswijk houten weert middelburg terneuzen goes vlissingen drachten \
    heerenveen sneek harlingen franeker dokkum kampen meppel hoogeveen coevorden winterswijk zutphen tiel culemborg wageningen \
    bussum naarden huizen laren weesp diemen aalsmeer uithoorn schiphol ijmuiden beverwijk castricum heiloo heerhugowaard \
    schagen texel helder enkhuizen medemblik edam volendam waterland monnickendam woerden bodegraven waddinxveen leidschendam \
    voorburg wassenaar noordwijk lisse hillegom scheveningen kijkduin monster naaldwijk maassluis hellevoetsluis brielle spijkenisse \
    gorinchem papendrecht zwijndrecht sliedrecht bergen zoom oosterhout waalwijk uden veghel boxtel valkenswaard geldrop best \
    venray panningen kerkrade valkenburg groenlo lochem ermelo harderwijk putten nunspeet epe elburg dronten urk emmeloord \
    noordoostpolder ter apel budel stadskanaal veendam winschoten delfzijl eemshaven appingedam zuidlaren borger beilen \
    vlieland terschelling ameland schiermonnikoog ijsselmeer markermeer waddenzee noordzee veluwe achterhoek betuwe peel \
    noord-holland zuid-holland noord-brabant brabant limburg zeeland gelderland overijssel flevoland drenthe friesland fryslan \
    holland nederland duitsland belgie belgië frankrijk engeland spanje italie italië portugal polen oekraine oekraïne rusland turkije \
    marokko suriname curacao curaçao aruba bonaire saba statius maarten sint eustatius china japan india indonesie indonesië amerika syrie \
    syrië irak iran afghanistan eritrea somalie somalië ghana nigeria israel israël gaza palestina egypte europa afrika azie azië \
    brussel straatsburg luxemburg londen parijs berlijn rome madrid wenen genève geneve new york washington moskou kiev kyiv peking \
    zweden noorwegen denemarken finland oostenrijk zwitserland griekenland hongarije roemenie roemenië bulgarije kroatie kroatië servie servië \
    tsjechie tsjechië ierland schotland jordan georgia paris london jordanie libanon turfmarkt binnenhof scheveningen gronau";

/// More of them, a list in a file: towns and villages that are few people's surnames, the world's cities and countries.
pub const MORE: &str = include_str!("places/more.txt");
