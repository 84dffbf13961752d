//! Tiles by address: no server is asked before a person has switched that on, and none for a file.

use crate::driven::{Kit, act, opened_on, settle};
use crate::world::copy_folder;
use dateline::app::{Action, Document};
use dateline::dataset::Dataset;
use dateline::scene::layer_ids::ONLINE_TILES;
use egui_kittest::kittest::Queryable as _;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A server on this machine that has the same tile everywhere, and what it was asked for.
fn server() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, asked_for) = channel();
    std::thread::spawn(move || {
        let mut tile = Vec::new();
        let mut encoder = png::Encoder::new(&mut tile, 256, 256);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[90; 256 * 256]).unwrap();
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut request = [0; 2048];
            let read = stream.read(&mut request).unwrap_or(0);
            let _ = asked.send(String::from_utf8_lossy(&request[..read]).into_owned());
            let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\nContent-Length";
            let _ = stream.write_all(format!("{head}: {}\r\n\r\n", tile.len()).as_bytes());
            let _ = stream.write_all(&tile);
        }
    });
    (address, asked_for)
}

fn window(address: &str) -> Kit {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chronicles/quakes-2023");
    let dir = tempfile::tempdir().unwrap();
    copy_folder(&root, dir.path());
    let file = dir.path().join("data/chronicle.toml");
    let mut toml = std::fs::read_to_string(&file).unwrap();
    toml.push_str(&format!("\n[tiles]\naddress = \"{address}/{{z}}/{{x}}/{{y}}.png\"\ncredit = \"usgs\"\n"));
    std::fs::write(file, toml).unwrap();
    let document = Document::new(Dataset::open(Some(dir.path())).unwrap());
    opened_on(Box::leak(Box::new(document)), [1280.0, 800.0])
}

#[test]
fn a_server_is_asked_while_its_tiles_are_switched_on_and_never_else() {
    let (address, asked_for) = server();
    let mut kit = window(&address);
    settle(&mut kit);
    std::thread::sleep(Duration::from_millis(100));
    kit.run_steps(3);
    assert!(asked_for.try_recv().is_err(), "nobody has switched it on");
    kit.get_by_label("Tiles from a server").click();
    settle(&mut kit);
    let request = asked_for.recv_timeout(Duration::from_secs(20)).expect("the server is asked");
    assert!(request.starts_with("GET /") && request.contains("user-agent: dateline/"), "{request}");
    act(&mut kit, Action::ToggleLayer(ONLINE_TILES.to_owned()));
    while asked_for.recv_timeout(Duration::from_millis(500)).is_ok() {}
    act(&mut kit, Action::ZoomMap(0.5));
    kit.run_steps(3);
    assert!(asked_for.recv_timeout(Duration::from_millis(300)).is_err(), "it is switched off again");
}

#[test]
fn a_chronicle_that_names_no_server_offers_none() {
    let kit = opened_on(&crate::driven::TETON_DOCUMENT, [1280.0, 800.0]);
    assert!(kit.query_by_label("Tiles from a server").is_none());
}
