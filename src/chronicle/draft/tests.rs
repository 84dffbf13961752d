//! What a draft keeps, and the laws of changes, on files of every shape.

use super::*;
use crate::chronicle::{Change, ChangeError, Embedded, diff, merge, open};
use proptest::prelude::*;

/// Files in memory.
struct Held(BTreeMap<&'static str, String>);

impl Files for Held {
    fn read(&self, path: &str) -> std::io::Result<Cow<'static, [u8]>> {
        let text = self.0.get(path).ok_or_else(|| std::io::Error::from(ErrorKind::NotFound))?;
        Ok(Cow::Owned(text.clone().into_bytes()))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let here = |path: &&&str| path.rsplit_once('/').is_some_and(|(parent, _)| parent == folder);
        self.0.keys().filter(here).map(|path| (*path).to_owned()).collect()
    }

    fn name(&self) -> String {
        "held".to_owned()
    }
}

fn draft_of(file: RecordFile, text: &str) -> Draft {
    Draft::new(Arc::new(Held(BTreeMap::from([(file.path(), text.to_owned())]))))
}

fn text(draft: &Draft, file: RecordFile) -> String {
    draft.read(file.path()).map_or_else(|_| String::new(), |bytes| String::from_utf8(bytes.into_owned()).unwrap())
}

fn ids(draft: &Draft, file: RecordFile) -> Vec<String> {
    draft.records(file).map(|record| record.id.0.clone()).collect()
}

#[test]
fn the_built_in_files_are_taken_apart_and_put_together_byte_for_byte() {
    let draft = Draft::new(Arc::new(Embedded));
    for file in RecordFile::ALL.into_iter().filter(|file| *file != RecordFile::Review) {
        assert_eq!(text(&draft, file).as_bytes(), &*Embedded.read(file.path()).unwrap(), "{file:?}");
        assert!(draft.records(file).count() > 3, "{file:?}");
        assert!(draft.records(file).skip(1).all(|record| is_gap(file, &record.gap)), "{file:?}");
    }
    let of_chronicle = ids(&draft, RecordFile::Chronicle);
    for id in ["title", "opening", "view", "sides/taliban", "credits/globe"] {
        assert!(of_chronicle.iter().any(|known| known == id), "{id}: {of_chronicle:?}");
    }
    assert!(ids(&draft, RecordFile::Sources).contains(&"wire/W-AFP-0813".to_owned()));
    assert_eq!(open(&draft).unwrap().chronicle.hash, open(&Embedded).unwrap().chronicle.hash);
}

#[test]
fn every_record_has_a_name_of_its_own() {
    let features = "{\"features\": [{\"id\": \"a\"}, {\"id\": \"a\"}, {}, {\"id\": 7}, 5, {\"id\": \"b\" x}]}";
    assert_eq!(ids(&draft_of(RecordFile::Places, features), RecordFile::Places), ["a", "a#2", "#3", "7", "#5", "b"]);
    let toml = "# of the file\n\na = 1 # one\nb.c = [\n  2,\n]\n\n# of d\n[d]\nx = 1\n[[e]]\nid = \"k\"\n[[e]]\n[e.f]\n[g.h]\n";
    let draft = draft_of(RecordFile::Chronicle, toml);
    assert_eq!(ids(&draft, RecordFile::Chronicle), ["a", "b", "d", "e/k", "e/#5", "g"]);
    let d = draft.record(RecordFile::Chronicle, &"d".into()).unwrap();
    assert_eq!(&*d.raw, "# of d\n[d]\nx = 1");
}

#[test]
fn a_file_that_cannot_be_taken_apart_stays_as_it_is_and_takes_no_change() {
    for (file, broken) in [
        (RecordFile::Events, "{\"features\": [{\"id\": \"a\"}"),
        (RecordFile::Events, "[]"),
        (RecordFile::Chronicle, "a = "),
        (RecordFile::Chronicle, "[a.b]\n[c]\n[a.d]\n"),
        (RecordFile::Chronicle, "# only a remark"),
    ] {
        let draft = draft_of(file, broken);
        assert_eq!(text(&draft, file), broken);
        let refused = draft.apply(&Change::Remove { file, id: "a".into() });
        assert!(matches!(refused, Err(ChangeError::Closed { .. })), "{broken}: {refused:?}");
    }
}

#[test]
fn a_file_begins_with_its_first_record_and_goes_with_its_last() {
    for (file, raw, whole) in [
        (
            RecordFile::Areas,
            "{\"id\": \"a\"}",
            "{\n\"type\": \"FeatureCollection\",\n\"features\": [\n{\"id\": \"a\"}\n]\n}\n",
        ),
        (RecordFile::References, "[[reference]]\nid = \"a\"", "[[reference]]\nid = \"a\"\n"),
    ] {
        let none = Draft::new(Arc::new(Held(BTreeMap::new())));
        let id = if file == RecordFile::Areas { "a" } else { "reference/a" };
        let add = Change::Add { file, id: id.into(), raw: raw.to_owned(), after: None, gap: None };
        let made = none.apply(&add).unwrap();
        assert_eq!(text(&made.draft, file), whole);
        assert_eq!(made.draft.list("data"), [file.path()]);
        let gone = made.draft.apply(&made.inverse).unwrap().draft;
        assert!(gone.read(file.path()).is_err() && gone.hash() == none.hash());
    }
}

#[test]
fn a_change_that_does_not_fit_says_why() {
    let draft = draft_of(RecordFile::Chronicle, "a = 1\n\n[b]\nx = 1\n");
    let file = RecordFile::Chronicle;
    let put = |id: &str, raw: &str| Change::Put { file, id: id.into(), raw: raw.to_owned() };
    let add = |id: &str, raw: &str, after: Option<&str>, gap: Option<&str>| Change::Add {
        file,
        id: id.into(),
        raw: raw.to_owned(),
        after: after.map(RecordId::from),
        gap: gap.map(str::to_owned),
    };
    for (change, expected) in [
        (put("c", "c = 1"), "expected a record \"c\", found none: data/chronicle.toml"),
        (put("a", "c = 1"), "it is called \"c\""),
        (put("a", "a = "), "expected one record \"a\""),
        (put("a", "a = 1\nc = 2"), "it is not one key or one table"),
        (put("a", "a = 1\n"), "it begins or ends with blanks"),
        (add("a", "a = 1", None, None), "expected no record \"a\" yet"),
        (add("c", "c = 1", Some("b"), None), "expected keys before tables"),
        (add("c", "[c]", None, None), "expected keys before tables"),
        (add("c", "c = 1", Some("a"), Some("\nd = 4\n")), "more than blanks"),
        (add("c", "c = 1", Some("z"), None), "expected a record \"z\""),
        (Change::Move { file, id: "b".into(), after: None }, "expected keys before tables"),
    ] {
        let said = draft.apply(&change).unwrap_err().to_string();
        assert!(said.contains(expected), "{change:?}: {said}");
    }
    let fits = add("c", "c = 1", Some("a"), None);
    assert_eq!(text(&draft.apply(&fits).unwrap().draft, file), "a = 1\n\nc = 1\n\n[b]\nx = 1\n");
}

#[test]
fn a_changed_draft_shares_all_other_records() {
    let draft = Draft::new(Arc::new(Embedded));
    let change = Change::Remove { file: RecordFile::Events, id: "EV-HERAT-CAPTURE".into() };
    let next = draft.apply(&change).unwrap().draft;
    let rest = draft.records(RecordFile::Events).filter(|record| record.id.0 != "EV-HERAT-CAPTURE");
    assert!(rest.zip(next.records(RecordFile::Events)).all(|(a, b)| Arc::ptr_eq(&a.raw, &b.raw)));
}

#[test]
fn two_editors_who_change_one_record_are_told_and_everything_else_is_joined() {
    let features = |texts: &[&str]| format!("{{\"features\": [\n{}\n]}}\n", texts.join(",\n"));
    let (a, b, c) = ("{\"id\": \"a\"}", "{\"id\": \"b\"}", "{\"id\": \"c\"}");
    let file = RecordFile::Events;
    let base = draft_of(file, &features(&[a, b, c]));
    let put = |id: &str, note: &str| Change::Put {
        file,
        id: id.into(),
        raw: format!("{{\"id\": \"{id}\", \"note\": \"{note}\"}}"),
    };
    let add = |id: &str| Change::Add {
        file,
        id: id.into(),
        raw: format!("{{\"id\": \"{id}\"}}"),
        after: Some("c".into()),
        gap: None,
    };
    let ours = [put("a", "ours"), put("b", "same"), add("n1")];
    let theirs = [put("a", "theirs"), put("b", "same"), add("n2"), Change::Remove { file, id: "c".into() }];
    let merged = merge(&base, &ours, &theirs).unwrap();
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.file, conflict.id.as_ref()), (file, Some(&"a".into())));
    let same = "{\"id\": \"b\", \"note\": \"same\"}";
    assert_eq!(text(&merged.draft, file), features(&[a, same, "{\"id\": \"n1\"}", "{\"id\": \"n2\"}"]));
}

/// One step of a made-up editor, by numbers that become records of whatever draft it meets.
type Step = (u8, usize, usize, u8);

fn change(draft: &Draft, file: RecordFile, (what, which, where_to, n): Step) -> Option<Change> {
    let ids: Vec<RecordId> = draft.records(file).map(|record| record.id.clone()).collect();
    let id = ids.get(which % ids.len().max(1)).cloned();
    let after = ids.get(where_to % (ids.len() + 1)).cloned();
    let raw = |id: &RecordId| match (file.is_geojson(), id.0.split_once('/')) {
        (true, _) => format!("{{\"id\": \"{id}\", \"unknown\": [{n}]}}"),
        (false, Some((table, id))) => format!("# {n}\n[[{table}]]\nid = \"{id}\""),
        (false, None) => format!("{id} = {n}"),
    };
    Some(match what % 4 {
        0 => Change::Put { file, raw: raw(id.as_ref()?), id: id? },
        1 => Change::Remove { file, id: id? },
        2 => Change::Move { file, id: id?, after },
        _ => {
            let id = RecordId(if file.is_geojson() { format!("n{n}") } else { format!("t/n{n}") });
            Change::Add { file, raw: raw(&id), id, after, gap: None }
        }
    })
}

/// The steps that fit, one after the other.
fn run(draft: &Draft, file: RecordFile, steps: &[Step]) -> (Draft, Vec<Change>, Vec<Change>) {
    let (mut draft, mut made, mut back) = (draft.clone(), Vec::new(), Vec::new());
    for step in steps {
        let Some(change) = change(&draft, file, *step) else { continue };
        if let Ok(applied) = draft.apply(&change) {
            (draft, _) = (applied.draft, made.push(change));
            back.push(applied.inverse);
        }
    }
    back.reverse();
    (draft, made, back)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..4_u8, 0..9_usize, 0..9_usize, 0..6_u8), 0..9)
}

/// A file with records kept apart in many ways.
fn files() -> impl Strategy<Value = (RecordFile, String)> {
    let gaps = || prop::collection::vec(0..3_usize, 0..6);
    let features = gaps().prop_map(|gaps| {
        let mut text = "\u{feff}{ \"features\" :\n [".to_owned();
        for (i, gap) in gaps.iter().enumerate() {
            text += if i == 0 { " " } else { [",", ",\n\n", " , "][*gap] };
            text += &format!("{{\"id\": \"r{i}\", \"x\": {{ \"]\": 1 }}}}");
        }
        (RecordFile::Events, text + "\n], \"more\": 1 }")
    });
    let tables = gaps().prop_map(|gaps| {
        let mut text = "# head\n\n".to_owned();
        for (i, gap) in gaps.iter().enumerate() {
            text += if i == 0 { "" } else { ["\n", "\n\n\n", " \r\n"][*gap] };
            text +=
                &if i < 2 { format!("k{i} = \"\"\"\n[[t]]\n\"\"\" # end") } else { format!("[[t]]\nid = \"r{i}\"") };
        }
        (RecordFile::Chronicle, text + "\n")
    });
    prop_oneof![features, tables]
}

proptest! {
    #[test]
    fn a_change_and_its_inverse_give_the_same_bytes((file, whole) in files(), steps in steps()) {
        let draft = draft_of(file, &whole);
        prop_assert_eq!(text(&draft, file), whole.clone());
        for step in steps {
            let Some(applied) = change(&draft, file, step).and_then(|change| draft.apply(&change).ok()) else { continue };
            let back = applied.draft.apply(&applied.inverse).unwrap();
            prop_assert_eq!(text(&back.draft, file), whole.clone());
            // What is taken back can be done again.
            let again = back.draft.apply(&back.inverse).unwrap();
            prop_assert_eq!(text(&again.draft, file), text(&applied.draft, file));
        }
    }

    #[test]
    fn any_sequence_of_changes_taken_back_gives_the_same_bytes((file, whole) in files(), steps in steps()) {
        let draft = draft_of(file, &whole);
        let (changed, made, back) = run(&draft, file, &steps);
        let (undone, _) = changed.apply_all(&back).unwrap();
        prop_assert_eq!(text(&undone, file), whole);
        let (redone, _) = draft.apply_all(&made).unwrap();
        prop_assert_eq!(text(&redone, file), text(&changed, file));
    }

    #[test]
    fn what_a_change_makes_is_taken_apart_into_the_same_records((file, whole) in files(), steps in steps()) {
        let (changed, ..) = run(&draft_of(file, &whole), file, &steps);
        let texts = |draft: &Draft| draft.records(file).map(|r| (r.id.clone(), r.raw.clone())).collect::<Vec<_>>();
        prop_assert_eq!(texts(&draft_of(file, &text(&changed, file))), texts(&changed));
    }

    #[test]
    fn changes_to_different_records_may_be_made_in_either_order(
        (file, whole) in files(),
        a in (0..4_u8, 0..9_usize, 0..9_usize, 0..3_u8),
        b in (0..4_u8, 0..9_usize, 0..9_usize, 3..6_u8),
    ) {
        let draft = draft_of(file, &whole);
        let both = change(&draft, file, a).zip(change(&draft, file, b));
        let made = both.and_then(|(a, b)| Some((draft.apply(&a).ok()?, draft.apply(&b).ok()?, a, b)));
        let Some((with_a, with_b, a, b)) = made else { return Ok(()) };
        if with_a.touched.is_apart_from(&with_b.touched) {
            let (ours, theirs) = (with_a.draft.apply(&b).unwrap(), with_b.draft.apply(&a).unwrap());
            prop_assert_eq!(text(&ours.draft, file), text(&theirs.draft, file), "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn what_leads_from_one_draft_to_another_leads_there((file, whole) in files(), a in steps(), b in steps()) {
        let base = draft_of(file, &whole);
        let ((from, ..), (to, ..)) = (run(&base, file, &a), run(&base, file, &b));
        let (there, _) = from.apply_all(&diff(&from, &to).unwrap()).unwrap();
        let texts = |draft: &Draft| draft.records(file).map(|r| (r.id.clone(), r.raw.clone())).collect::<Vec<_>>();
        prop_assert_eq!(texts(&there), texts(&to));
    }

    #[test]
    fn a_merge_is_the_same_whoever_is_called_ours((file, whole) in files(), a in steps(), b in steps()) {
        let base = draft_of(file, &whole);
        let ((ours, our, _), (_, their, _)) = (run(&base, file, &a), run(&base, file, &b));
        let (one, other) = (merge(&base, &our, &their).unwrap(), merge(&base, &their, &our).unwrap());
        prop_assert_eq!(&one.conflicts, &other.conflicts);
        prop_assert_eq!(text(&one.draft, file), text(&other.draft, file));
        // Who meets nobody gets what they made.
        let alone = merge(&base, &our, &[]).unwrap();
        prop_assert!(alone.conflicts.is_empty());
        let texts = |draft: &Draft| draft.records(file).map(|r| (r.id.clone(), r.raw.clone())).collect::<Vec<_>>();
        prop_assert_eq!(texts(&alone.draft), texts(&ours));
        // Changes to records that the other has nothing to do with all arrive.
        let twice = merge(&base, &our, &our).unwrap();
        prop_assert!(twice.conflicts.is_empty() && texts(&twice.draft) == texts(&ours));
    }

    #[test]
    fn no_text_is_lost_or_makes_it_panic(
        features in "(\\{\"features\":\\[)?[{}\\[\\]\",:\\\\ a1é\n]{0,60}",
        toml in "([ab#\\[\\]=\"'\n\r ]|\\[\\[|\"\"\"|= 1\n){0,40}",
    ) {
        for (file, whole) in [(RecordFile::Events, features), (RecordFile::Chronicle, toml)] {
            prop_assert_eq!(text(&draft_of(file, &whole), file), whole);
        }
    }
}
