//! The chronicle itself as a BagIt bag (RFC 8493) in a ZIP file: its files byte for byte with their checksums, for an
//! archive. Opened from `data/` inside the bag it is a chronicle again.
//!
//! The documents are others' and come along only where that is asked for; the base map never does. No date is written
//! but those of the chronicle, so that the same chronicle gives the same bag.

use crate::chronicle::{Chronicle, Completed, LEFT_OUT, OpenError, open};
use crate::export::data::said::one_line;
use crate::export::data::table_rows::TableRows;
use crate::export::{CoverageKind, ExportError, Exporter, Job, Options, Progress, Provenance};
use crate::words::data::BASE_MAP_LEFT_OUT;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read as _, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The BagIt format.
pub(in crate::export) struct BagIt;

const SOURCES: &str = "seeds/sources.toml";
const PROVENANCE: &str = "provenance.json";
/// The documents of a chronicle are text; nothing Dateline reads is larger than this.
const LARGEST_PROVENANCE: u64 = 16 << 20;

impl Exporter for BagIt {
    fn extension(&self) -> &'static str {
        "zip"
    }
    fn label(&self) -> &'static str {
        "BagIt bag of the chronicle"
    }
    fn doc(&self) -> &'static str {
        "The chronicle's own files with checksums, for an archive"
    }

    fn covers(&self) -> &'static [CoverageKind] {
        &[CoverageKind::All]
    }

    fn options(&self) -> Options {
        Options { documents: true, ..Options::DATA }
    }

    fn write(&self, job: &Job, to: &mut dyn Write, progress: &dyn Progress) -> Result<(), ExportError> {
        unchanged(job)?;
        let (payload, missing) = payload(job);
        let mut bag = Bag::new(to, folder(job.chronicle()));
        bag.tag("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")?;
        for (i, path) in payload.iter().enumerate() {
            progress.step(i, payload.len());
            if progress.cancelled() {
                return Err(ExportError::Cancelled);
            }
            let read = job.data.files.read(path);
            let bytes = read.map_err(|error| ExportError::Files(format!("{path}: {error}")))?;
            bag.payload(&format!("data/{path}"), &bytes)?;
        }
        let left_out = left_out(job);
        if !left_out.is_empty() {
            bag.payload(&format!("data/{LEFT_OUT}"), left_out.as_bytes())?;
        }
        let manifest = std::mem::take(&mut bag.manifest);
        bag.tag("manifest-sha256.txt", manifest.as_bytes())?;
        let info = info(job, bag.octets, payload.len() + usize::from(!left_out.is_empty()), &missing);
        bag.tag("bag-info.txt", info.as_bytes())?;
        bag.tag(PROVENANCE, format!("{}\n", Provenance::of(job).json()).as_bytes())?;
        bag.finish()
    }

    fn provenance(&self, bytes: &[u8]) -> Option<String> {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
        let is_ours = |name: &str| name.split_once('/').is_some_and(|(_, rest)| rest == PROVENANCE);
        let name = archive.file_names().filter_map(Result::ok).find(|name| is_ours(name))?.into_owned();
        let mut json = String::new();
        archive.by_name(&name).ok()?.take(LARGEST_PROVENANCE).read_to_string(&mut json).ok()?;
        Some(json.trim_end().to_owned())
    }
}

/// Refuses where the files are no longer those that were opened: the bag would not be what its provenance says.
fn unchanged(job: &Job) -> Result<(), ExportError> {
    let now = open(&*job.data.files).map_err(|error: OpenError| ExportError::Files(error.to_string()))?;
    if now.chronicle.hash == job.chronicle().hash {
        return Ok(());
    }
    let why = "its files have changed since it was opened; open it again".to_owned();
    Err(ExportError::Files(format!("{}: {why}", job.data.files.name())))
}

/// The one folder in the archive: the title, in plain letters, and the version.
fn folder(chronicle: &Chronicle) -> String {
    let name = format!("{} {}", chronicle.meta.title, chronicle.meta.version).to_lowercase();
    let plain = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' });
    let plain: String = plain.take(100).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| part.chars().any(|c| c != '.')).collect();
    if parts.is_empty() { "chronicle".to_owned() } else { parts.join("-") }
}

/// The files of the base map.
fn base_map(chronicle: &Chronicle) -> BTreeSet<&str> {
    let layers = chronicle.meta.layers.iter();
    layers.flat_map(|layer| [Some(layer.file.as_str()), layer.file_dark.as_deref()]).flatten().collect()
}

/// The list by which whoever opens the bag knows that its base map is not missing but left out.
fn left_out(job: &Job) -> String {
    let files = Completed::of(&*job.data.files);
    let named = base_map(job.chronicle()).into_iter();
    named.filter_map(|path| Some(format!("{}  {path}\n", files.sha256(path)?))).collect()
}

/// The files to carry, in order, and the documents that are not there.
fn payload(job: &Job) -> (Vec<String>, Vec<String>) {
    let base_map = base_map(job.chronicle());
    let mut paths = job.data.files.list("data");
    paths.retain(|path| path != LEFT_OUT && !base_map.contains(path.as_str()));
    paths.extend(job.data.files.list("seeds").into_iter().filter(|path| path == SOURCES));
    let documents: BTreeSet<&str> = job.chronicle().sources.values().flat_map(|source| source.files()).collect();
    paths.retain(|path| !documents.contains(path.as_str()));
    let mut missing = Vec::new();
    if job.documents {
        for path in documents {
            // What is read is not kept: a document that is there now is read again when its turn comes.
            match job.data.files.read(path) {
                Ok(_) => paths.push(path.to_owned()),
                Err(_) => missing.push(path.to_owned()),
            }
        }
    }
    (paths, missing)
}

/// What the bag says of itself.
fn info(job: &Job, octets: u64, files: usize, missing: &[String]) -> String {
    let meta = &job.chronicle().meta;
    let mut lines = vec![
        ("External-Description", format!("{}. {}", meta.title, meta.summary)),
        ("External-Identifier", format!("sha256:{}", job.chronicle().hash)),
        ("Chronicle-Version", meta.version.clone()),
        ("Payload-Oxum", format!("{octets}.{files}")),
        ("Bag-Software-Agent", concat!("Dateline ", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    let mut left_out = |said: String| lines.push(("Left-Out", said));
    left_out(format!(
        "{BASE_MAP_LEFT_OUT} data/{LEFT_OUT} lists its layers. Opened from data/ in this bag, the chronicle has them from the \
         program where it carries the same, and opens without them where not."
    ));
    let documents = job.chronicle().sources.values();
    if !job.documents {
        let names: Vec<&str> = documents.flat_map(|source| source.files()).collect();
        left_out(format!(
            "The documents, whose rights are their publishers': {}. Put them back under data/ to have the quotations \
             verified again; data/{SOURCES} has their checksums.",
            if names.is_empty() { "none".to_owned() } else { names.join(", ") }
        ));
    }
    if let Some(said) = TableRows::not_carried(job) {
        left_out(said);
    }
    if !missing.is_empty() {
        left_out(format!("Documents that could not be read: {}.", missing.join(", ")));
    }
    if job.known_by.is_some() || !job.view.hidden.is_empty() || job.timeline.filter().is_some() {
        left_out(
            "Nothing on account of a date of knowledge, a filter or a hidden layer: the bag is the whole chronicle, whatever the \
             command says of them."
                .to_owned(),
        );
    }
    lines.iter().map(|(label, value)| format!("{label}: {}\n", one_line(value))).collect()
}

/// Fails once. An archive given up on tries to end properly and would complain of its own accord that it cannot.
struct Once<'a> {
    to: &'a mut dyn Write,
    failed: bool,
}

impl Write for Once<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        // What was only interrupted is tried again.
        self.to.write(bytes).inspect_err(|error| self.failed = error.kind() != ErrorKind::Interrupted)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.failed { Ok(()) } else { self.to.flush() }
    }
}

/// A bag being written.
struct Bag<'a> {
    zip: ZipWriter<StreamWriter<Once<'a>>>,
    folder: String,
    manifest: String,
    tag_manifest: String,
    octets: u64,
}

impl<'a> Bag<'a> {
    fn new(to: &'a mut dyn Write, folder: String) -> Self {
        let (manifest, tag_manifest) = (String::new(), String::new());
        Self { zip: ZipWriter::new_stream(Once { to, failed: false }), folder, manifest, tag_manifest, octets: 0 }
    }

    fn payload(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.octets += bytes.len() as u64;
        let line = checksum_line(path, bytes);
        self.manifest.push_str(&line);
        self.file(path, bytes)
    }

    fn tag(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        self.tag_manifest.push_str(&checksum_line(path, bytes));
        self.file(path, bytes)
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        // The time a ZIP file has for "none", and rights that do not depend on the machine.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        self.zip.start_file(format!("{}/{path}", self.folder), options).map_err(failed)?;
        Ok(self.zip.write_all(bytes)?)
    }

    fn finish(mut self) -> Result<(), ExportError> {
        let lines = std::mem::take(&mut self.tag_manifest);
        self.file("tagmanifest-sha256.txt", lines.as_bytes())?;
        self.zip.finish().map_err(failed)?;
        Ok(())
    }
}

fn failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Io(error.into())
}

/// A line of a manifest; in its path, line ends and percent signs are written as the standard says.
fn checksum_line(path: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("{hash}  {path}\n")
}
