//! Words around names that say what the name is of. All folded.

use foldhash::HashSet;
use std::sync::LazyLock;

/// Words to look others up in.
pub(super) type Table = LazyLock<HashSet<&'static str>>;

/// Whether a word stands in a table.
pub(super) fn is_in(table: &Table, word: &str) -> bool {
    table.contains(word.trim_end_matches('.'))
}

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Before a person's name.
pub(super) static TITLES: Table = LazyLock::new(|| {
    set(
        "adm admiral ambassador archbishop ayatollah bishop brig brigadier capt captain cardinal chairman chancellor commodore duke marshal shah tsar \
         chef coach col colonel commander commissioner constable corporal councillor councilman councilwoman cpl \
         deputy det detective dr emir emperor father gen general gov governor imam inspector judge justice king lady \
         lieutenant lord lt madame maj major maulvi mawlawi mayor messrs minister miss mme mr mrs ms mullah officer \
         patrolman pfc pope premier pres president prince princess private prof professor pvt queen rabbi rep \
         representative reps rev reverend sen senator sens sergeant sgt sheik sheikh sheriff sir sister spc spokesman \
         spokesperson spokeswoman sultan supt trooper",
    )
});

/// Before a place's name, and not of it.
pub(super) static QUALIFIERS: Table = LazyLock::new(|| {
    set("above all american around at both british central city coastal downtown east eastern former from greater \
         historic in inner lower metro metropolitan mid midtown modern near new north northeast northeastern northern \
         northwest northwestern occupied old outer rural south southeast southeastern southern southwest southwestern \
         suburban upper uptown urban west western")
});

/// Words directly before what is a place, whatever else it may be.
pub(super) static LOCATIVES: Table = LazyLock::new(|| {
    set("across around at between beyond captured central downtown east eastern entered from in inside into leaving \
         near nearby neighboring neighbouring north northeast northeastern northern northwest northwestern of outside \
         reached south southeast southeastern southern southwest southwestern through throughout to toward towards \
         via west western within")
});

/// Words directly before a name that nobody knows, after which it is a place's.
pub(super) static SITED: Table = LazyLock::new(|| set("around at in inside near outside"));

/// Verbs that take, lose or leave places: a name that nobody knows after them is a place's, if it is no person's.
pub(super) static TAKEN: Table = LazyLock::new(|| {
    set(
        "attack attacked besiege besieged bombed captured capture control controlled encircled entered liberate liberated occupied overran recapture \
         recaptured retake retaken retook seize seized shelled storm stormed taken took",
    )
});

/// Before "from" where it measures or points and nobody leaves.
pub(super) static MEASURES: Table = LazyLock::new(|| {
    set(
        "away east far highway hours hour kilometers kilometres km mile miles north northeast northwest road south southeast southwest troops west",
    )
});

/// What is said of places and not of persons.
pub(super) static FALLEN: Table = LazyLock::new(|| {
    set(
        "besieged blockaded bombarded bombed encircled fallen flattened flooded liberated overrun recaptured retaken shelled",
    )
});

/// After a name and a comma: "north of Sudzha".
pub(super) static BEARINGS: Table =
    LazyLock::new(|| set("east near north northeast northwest outside south southeast southwest west"));

/// After a street's name.
pub(super) static STREETS: Table = LazyLock::new(|| {
    set("ave avenue blvd boulevard bridge circle close court crescent ct dr drive expressway freeway highway hwy lane \
         ln parkway pike pkwy place rd road row square st street terrace trail turnpike way")
});

/// After a water's or a mountain's name: not the settlement of that name.
pub(super) static NATURE: Table = LazyLock::new(|| {
    set("bay canyon cape creek falls gulf hill hills island islands isle lake mount mountain mountains ocean peak \
         peninsula pond reservoir ridge river rivers sea strait valley")
});

/// After the name of a first-level area.
pub(super) static REGIONS: Table = LazyLock::new(|| {
    set("canton department emirate governorate krai muhafazah oblast prefecture province region state territory \
         voivodeship wilaya wilayat")
});

/// After the name of a second-level area.
pub(super) static DISTRICTS: Table = LazyLock::new(|| {
    set("borough co commune counties county district districts municipality parish raion subdistrict township woreda")
});

/// After or before the name of a settlement: "Herat city", "the town of Sirte".
pub(super) static SETTLEMENTS: Table = LazyLock::new(|| {
    set("base camp capital cities city crossing hamlet neighborhood neighbourhood outpost port settlement stronghold \
         suburb town towns village villages")
});

/// After the name of a place that opens a sentence: "A Chapin man died", "Clinton police".
pub(super) static RESIDENTS: Table = LazyLock::new(|| {
    set("boy boys business cop cops council councillor councillors couple driver family farmer farmers father \
         firefighter firefighters fishermen girl girls hospital hospitals judge jury lawyer man mayor men merchants \
         mother native natives officer officers official officials parents police policeman protesters resident \
         residents restaurant school schools sheriff shop student students suspect teacher teachers teen teenager \
         teens trio voters woman women workers youth youths")
});

/// What a government does.
pub(super) static SAYING: Table = LazyLock::new(|| {
    set("accused accuses agreed agrees announced announces argued argues asked believes called calls claimed claims \
         condemned condemns demanded demands denied denies hopes insisted insists offered recalled refused refuses \
         rejected rejects said says sees threatened urged urges wants warned warns")
});

/// What people do whose family is called like a place.
pub(super) static PERSONAL: Table = LazyLock::new(|| {
    set("added adds explained explains joined joked noted notes pleaded recalled recalls resigned said says scored \
         smiled testified told wrote")
});

/// Capital words that are never a place by themselves.
pub(super) static NEVER: Table = LazyLock::new(|| {
    set("a about act after all allah also although american an and another any apr april arab arabs army as at aug \
         august bar because before best board book both business but by can center central centre christian christmas \
         church city co coast college community company council county court daily day dec december democrat \
         department district do dr each east eastern elementary eta even every feb february federal few fire first \
         for forest four friday from game general go god good government great group had has have he her here high \
         his home hospital how however human i if in inc information interior is it its jan january jesus jr jul july \
         jun june just lakes last law like local many mar march may mayor me miss mon monday more most mother mr mrs \
         ms my national nazi new news next no north northern not nov november now obama oct october of office officer \
         olympic olympics on one only or order other our over pack park passover people perhaps police post president \
         public real red regional republican restaurant same sat saturday school sen senior sep sept september \
         several she should since so some south southern state states still story sunday superior ten that the their \
         then there these they this those three through thu thursday time times to today two union unit university up \
         us van was we wednesday west western what when where which while white who why will with world would year \
         years yes yet you young your")
});

/// Small words inside a place's name.
pub(super) static INNER: Table = LazyLock::new(|| {
    set(
        "a ad adh al am an and ar as ash at ath az bei by da das de del della den der des di do dos du e ed el en er es esh et ez i im in la las le les los na \
         nad next o of on os sous sur the under upon van von y ye zu",
    )
});

/// Short for a state or province; only after its city, or with its dot.
pub(super) static ABBREVIATED: Table = LazyLock::new(|| {
    set("ab ak al ala alta ar ariz ark az bc ca cal calif co colo conn ct de del fl fla ga hi ia id ida il ill in ind \
         kan kans ks ky la ma man mass mb md me mi mich minn miss mn mo mont ms mt nb nc nd ne neb nebr nev nfld nh \
         nj nl nm ns nsw nv ny oh ok okla on ont or ore oreg pa pei penn penna qc qld que ri sask sc sd sk tenn tex \
         tn tx up ut va vic vt wa wash wi wis wisc wv wy wyo")
});

/// Articles of Arabic names.
pub(super) static ARTICLES: Table = LazyLock::new(|| set("ad adh al an ar as ash at ath az ed el en er es esh et ez"));

/// Words after a name that are no noun: what stands before the name then belongs to it.
pub(super) static NO_NOUNS: Table = LazyLock::new(|| {
    set(
        "after and as at before but by for from had has have in into is near of on or over said since that to towards under until was were when where which while who will with would",
    )
});

/// What is done to places, before "of"; and what is made on them, before "on".
pub(super) static DONE_TO: Table = LazyLock::new(|| {
    set(
        "bombardment bombing bombings encirclement evacuation liberation loss occupation recapture sack seizure shelling siege storming takeover",
    )
});
pub(super) static MADE_ON: Table = LazyLock::new(|| {
    set(
        "advance airstrike airstrikes assault assaults attack attacks bombardment march offensive raid raids strike strikes",
    )
});

/// Between "the" and the noun of words that point back; what is not here makes them mean something else: "the oil port".
pub(super) static BETWEEN: Table = LazyLock::new(|| {
    set("abandoned air airforce ancient beleaguered besieged border burnt-out captured \
         central coastal contested deserted devastated district divided eastern embattled encircled \
         entire fallen fortress frontier garrison hilltop historic industrial international \
         key largest liberated main military nation's naval nearby \
         northeastern northern northwestern oil-rich old port provincial regional remote ruined seaside \
         second shattered southeastern southern southwestern state strategic strategically stricken \
         surrounded walled western whole")
});

/// After "there" where it points to nothing: "there were".
pub(super) static EXISTS: Table = LazyLock::new(|| {
    set("are be been can could exists had has have is may might must remain remains seems should was were \
         will would")
});

/// Before a name that nobody knows, after which it is a settlement's or an area's.
pub(super) static SETTLED: Table = LazyLock::new(|| set("city district port province settlement town village"));

/// After a name that nobody knows, which is then a place's.
pub(super) static SITES: Table = LazyLock::new(|| {
    set("airbase airport county crossing dam district gorge governorate oblast province refinery valley \
         village")
});
