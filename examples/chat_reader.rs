//! A reader for `dateline propose --reader`: asks a server with the common chat-completions interface.
//!
//! ```sh
//! cargo build --release --example chat_reader
//! dateline propose --reader 'target/release/examples/chat_reader http://127.0.0.1:8080/v1 MODEL' report.txt
//! ```
//!
//! It reads a document a line and answers with proposals a line, as `dateline propose` does. Only plain HTTP is spoken: put
//! the server on this machine, or a proxy that speaks TLS before it. A key, where one is needed, is taken from the
//! environment variable `CHAT_KEY`.
//!
//! What such a reader cannot do. It is slower than the rules by a factor of a thousand and more, and not deterministic: the
//! same report may be read otherwise tomorrow, and a film or a sum made from it will not verify unless its proposals were
//! accepted into the chronicle. It changes words when it quotes, gives dates that the text does not give, knows places from
//! elsewhere and takes a plan for a deed. So nothing that it says is believed: a quotation that does not stand in the
//! document is refused, what does not parse is refused, and no proposal counts before a person accepts it. The text of the
//! report leaves this machine if the server is not on it.

use serde_json::{Value, json};
use std::io::{BufRead, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(120);
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 4 << 20;

const INSTRUCTIONS: &str = "You read one report and list the events it says have happened. Answer with one JSON object and \
nothing else: {\"proposals\": [{\"kind\": \"capture\" | \"recapture\" | \"withdrawal\" | \"siege\" | \"fighting\" | \"surrender\" | \
\"arrest\" | \"negotiation\" | \"evacuation\" | \"attack\" | \"protest\" | \"deployment\" | \"disaster\" | \"statement\", \
\"modality\": \"happened\" | \"ongoing\" | \"planned\" | \"predicted\" | \"negated\", \"when\": an EDTF date or null, \
\"side\": who did it, as the report names them, or null, \"quote\": the one sentence that says so, copied letter for letter}]}. \
No plan, forecast, denial or rumour has happened. Where the report gives no date, when is null.";

/// Where completions are asked for.
struct Server {
    /// "127.0.0.1:8080"
    address: String,
    /// "/v1"
    path: String,
    model: String,
    key: Option<String>,
}

impl Server {
    /// A server by its URL.
    fn new(url: &str, model: &str, key: Option<String>) -> Result<Self, String> {
        let rest = url.strip_prefix("http://").ok_or_else(|| format!("expected http://host:port/path, found {url}"))?;
        let (host, path) =
            rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
        let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        Ok(Self { address, path: path.trim_end_matches('/').to_owned(), model: model.to_owned(), key })
    }

    /// What the model answers to a document, as text.
    fn ask(&self, document: &str) -> Result<String, String> {
        let body = json!({
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": INSTRUCTIONS}, {"role": "user", "content": document}],
        })
        .to_string();
        let key = self.key.as_ref().map(|key| format!("Authorization: Bearer {key}\r\n")).unwrap_or_default();
        // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
        let request = format!(
            "POST {}/chat/completions HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\n{key}Content-Length: {}\r\n\r\n{body}",
            self.path,
            self.address,
            body.len()
        );
        let answer = self.exchange(&request).map_err(|error| format!("the server does not answer: {error}"))?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("the server's answer is no HTTP")?;
        let status = head.split(' ').nth(1).unwrap_or_default();
        if status != "200" {
            return Err(format!("the server answers with status {status}"));
        }
        let answer: Value =
            serde_json::from_str(body).map_err(|error| format!("the server's answer is no JSON: {error}"))?;
        let content = answer.pointer("/choices/0/message/content").and_then(Value::as_str);
        content.map(str::to_owned).ok_or_else(|| "the server's answer has no choices[0].message.content".to_owned())
    }

    fn exchange(&self, request: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

/// The line for a document's line.
fn answer(line: &str, server: &Server) -> Value {
    let document: Value = match serde_json::from_str(line) {
        Ok(document) => document,
        Err(error) => return json!({"id": null, "error": format!("this is no document: {error}")}),
    };
    let (id, text) = (document["id"].clone(), document["text"].as_str().unwrap_or_default());
    match server.ask(text).and_then(|content| proposals(&content, text)) {
        Ok(proposals) => json!({"id": id, "proposals": proposals}),
        Err(error) => json!({"id": id, "error": error}),
    }
}

/// What a model proposes, its quotations with their offsets in code points. One that does not stand in the document keeps
/// offset 0; Dateline refuses it with a word.
fn proposals(content: &str, document: &str) -> Result<Vec<Value>, String> {
    // Some models put the object between fences or words.
    let object =
        content.find('{').zip(content.rfind('}')).and_then(|(from, to)| content.get(from..=to)).unwrap_or(content);
    let answer: Value =
        serde_json::from_str(object).map_err(|error| format!("the model's answer is no JSON: {error}"))?;
    let listed = answer["proposals"].as_array().ok_or("the model's answer has no proposals")?;
    let with_offsets = |proposal: &Value| {
        let exact = proposal["quote"].as_str().unwrap_or_default();
        let start = document.find(exact).map_or(0, |at| document[..at].chars().count());
        let mut proposal = proposal.clone();
        proposal["quote"] = json!({"exact": exact, "start": start, "end": start + exact.chars().count()});
        proposal
    };
    Ok(listed.iter().map(with_offsets).collect())
}

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, model] = arguments.as_slice() else { return Err("expected a URL and the name of a model".to_owned()) };
    let server = Server::new(url, model, std::env::var("CHAT_KEY").ok())?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        writeln!(out, "{}", answer(&line, &server)).and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
mod tests {
    use super::*;
    use std::io::BufReader;
    use std::net::TcpListener;

    const DOCUMENT: &str = "GOMA – Rebels captured Goma on Monday. The army did not say when it would return.";

    /// A server that answers one request, and what it was asked.
    fn serve(status: &str, body: String) -> (Server, std::thread::JoinHandle<Value>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1/", listener.local_addr().unwrap());
        let status = status.to_owned();
        let asked = std::thread::spawn(move || {
            let mut stream = BufReader::new(listener.accept().unwrap().0);
            let (mut head, mut length) = (String::new(), 0);
            while !head.ends_with("\r\n\r\n") {
                let from = head.len();
                stream.read_line(&mut head).unwrap();
                if let Some(value) = head[from..].strip_prefix("Content-Length: ") {
                    length = value.trim().parse().unwrap();
                }
            }
            assert!(head.starts_with("POST /v1/chat/completions "), "{head}");
            assert!(head.contains("Authorization: Bearer secret\r\n"), "{head}");
            let mut asked = vec![0; length];
            stream.read_exact(&mut asked).unwrap();
            write!(stream.get_mut(), "HTTP/1.0 {status}\r\nContent-Type: application/json\r\n\r\n{body}").unwrap();
            serde_json::from_slice(&asked).unwrap()
        });
        (Server::new(&url, "small", Some("secret".to_owned())).unwrap(), asked)
    }

    fn completion(content: &str) -> String {
        json!({"choices": [{"message": {"role": "assistant", "content": content}}]}).to_string()
    }

    fn line() -> String {
        json!({"id": "a", "published": null, "language": null, "text": DOCUMENT}).to_string()
    }

    #[test]
    fn what_the_model_quotes_passes_the_door_where_it_stands_and_is_refused_where_it_does_not() {
        let content = "Here you are:\n```json\n{\"proposals\": [\
            {\"kind\": \"capture\", \"when\": null, \"side\": \"Rebels\", \"quote\": \"Rebels captured Goma on Monday.\"},\
            {\"kind\": \"capture\", \"quote\": \"The rebels took Goma.\"}]}\n```";
        let (server, asked) = serve("200 OK", completion(content));
        let answered = answer(&line(), &server);
        assert_eq!(answered["id"], "a");
        let admitted: Vec<_> = answered["proposals"]
            .as_array()
            .unwrap()
            .iter()
            .map(|proposal| dateline::propose::admit(&proposal.to_string(), DOCUMENT))
            .collect();
        assert_eq!(admitted[0].as_ref().unwrap().quote.start, 7);
        assert!(admitted[1].as_ref().unwrap_err().contains("does not stand"), "{admitted:?}");
        let asked = asked.join().unwrap();
        assert_eq!((&asked["model"], &asked["messages"][1]["content"]), (&json!("small"), &json!(DOCUMENT)));
    }

    #[test]
    fn a_server_that_fails_or_a_model_that_chats_is_an_error_of_that_document() {
        for (status, body, expected) in [
            ("500 Oops", String::new(), "status 500"),
            ("200 OK", "<html>".to_owned(), "no JSON"),
            ("200 OK", "{}".to_owned(), "no choices"),
            ("200 OK", completion("I see no events here."), "no JSON"),
            ("200 OK", completion("{\"events\": []}"), "no proposals"),
        ] {
            let (server, asked) = serve(status, body);
            let answered = answer(&line(), &server);
            assert_eq!(answered["id"], "a");
            assert!(answered["error"].as_str().unwrap().contains(expected), "{answered}");
            asked.join().unwrap();
        }
        assert!(Server::new("https://example.org/v1", "small", None).is_err());
    }
}
