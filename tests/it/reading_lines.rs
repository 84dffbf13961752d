//! `dateline propose` as a process: lines in, lines out, other readers, copies.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// What the program answers to its standard input, line by line.
fn answers(arguments: &[&str], input: &[u8]) -> Vec<serde_json::Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("propose")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn line(id: usize, text: &str) -> String {
    serde_json::json!({"id": id, "published": "2025-01-28", "language": "en", "text": text}).to_string() + "\n"
}

#[test]
fn lines_are_answered_in_order_and_a_bad_one_in_its_place() {
    let mut input = Vec::new();
    for id in 0..300 {
        match id % 100 {
            7 => input.extend(b"{\"id\": 7}\n\n"),
            8 => {
                input.extend(std::iter::repeat_n(b'a', dateline::propose::LONGEST_LINE + 5));
                input.push(b'\n');
            }
            _ => input.extend(line(id, "Rebels captured Goma on Monday.").bytes()),
        }
    }
    let answered = answers(&["--mentions"], &input);
    assert_eq!(answered.len(), 300);
    for (id, answer) in answered.iter().enumerate() {
        match id % 100 {
            7 => assert!(answer["id"] == 7 && answer["error"].as_str().unwrap().contains("missing field"), "{answer}"),
            8 => assert_eq!(answer["error"], "the line is longer than 16 MiB"),
            _ => {
                assert_eq!((&answer["id"], &answer["proposals"][0]["when"]), (&id.into(), &"2025-01-27".into()));
                assert_eq!(answer["mentions"]["times"][0]["text"], "Monday");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn another_reader_passes_the_same_door() {
    // Answers the first document with a quotation that stands in it and one that does not, then ends.
    let reader = r#"sh -c 'read line; printf "%s\n" "{\"proposals\": [{\"kind\": \"capture\", \"quote\": {\"exact\": \"captured Goma\", \"start\": 0, \"end\": 0}}, {\"kind\": \"siege\", \"quote\": {\"exact\": \"besieged\", \"start\": 0, \"end\": 8}}]}"'"#;
    let input = line(1, "Rebels captured Goma.") + &line(2, "Rebels captured Bukavu.");
    let answered = answers(&["--reader", reader], input.as_bytes());
    assert_eq!(answered[0]["proposals"][0]["quote"]["start"], 7);
    assert_eq!(answered[0]["proposals"].as_array().unwrap().len(), 1);
    assert!(answered[0]["refused"][0].as_str().unwrap().contains("does not stand in the document"));
    assert!(answered[1]["error"].as_str().unwrap().starts_with("the reader"), "{}", answered[1]);
}

#[test]
fn what_an_earlier_file_has_in_the_same_words_is_named_as_its_copy() {
    let folder = tempfile::tempdir().unwrap();
    let wire = "Rebel fighters captured the eastern city of Goma on Monday after a week of clashes, the army said.";
    let [first, second] = ["first.txt", "second.txt"].map(|name| folder.path().join(name).display().to_string());
    std::fs::write(&first, wire).unwrap();
    std::fs::write(&second, format!("Our reporters say that it is calm.\n\n{wire}")).unwrap();
    let answered = answers(&["--format", "json", "--published", "2025-01-28", &first, &second], b"");
    assert_eq!(answered[0]["proposals"][0].get("copy_of"), None);
    assert_eq!(answered[1]["proposals"][0]["copy_of"], first);
}
