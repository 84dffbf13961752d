//! Pictures as AV1, through rav1e. One part of a film is one encoder.

use crate::export::ExportError;
use crate::export::film::boxes::{Sample, Track};
use crate::export::film::yuv::Yuv;
use rav1e::prelude::*;
use sha2::{Digest as _, Sha256};

/// Quality: 0 keeps everything, 255 least.
const QUANTIZER: usize = 80;
/// Fields across and down of which each can be encoded on a core of its own.
const TILES: (usize, usize) = (2, 2);
/// Only the first picture needs no other: what a key picture costs is spent once a part.
const KEYS: u64 = 0;

/// An encoder at work on a film, or a part of one.
pub(super) struct Film {
    context: Context<u8>,
    size: [usize; 2],
    samples: Vec<Sample>,
    /// The tick the first picture begins.
    began: u64,
    /// When each picture ends, and the tick the next begins.
    ends: Vec<u64>,
    /// All that was handed in, before it was encoded.
    pictures: Sha256,
}

impl Film {
    /// An encoder for pictures of this even size, the first of which begins at a tick.
    ///
    /// # Errors
    /// When the encoder cannot take it.
    pub fn new(size: [usize; 2], threads: usize, began: u64) -> Result<Self, ExportError> {
        let [width, height] = size;
        let mut config = EncoderConfig::with_speed_preset(10);
        let speed = &mut config.speed_settings;
        speed.rdo_lookahead_frames = 1;
        speed.cdef = false;
        speed.scene_detection_mode = SceneDetectionSpeed::None;
        speed.segmentation = SegmentationLevel::Disabled;
        speed.prediction.fine_directional_intra = false;
        (config.width, config.height) = (width, height);
        config.time_base = Rational::new(1, 1);
        config.low_latency = true;
        config.quantizer = QUANTIZER;
        config.set_key_frame_interval(0, KEYS);
        config.tune = Tune::Psnr;
        (config.tile_cols, config.tile_rows) = TILES;
        config.pixel_range = PixelRange::Limited;
        config.color_description = Some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::BT709,
            matrix_coefficients: MatrixCoefficients::BT709,
        });
        let config = Config::new().with_encoder_config(config).with_threads(threads.max(1));
        let context = config.new_context().map_err(|error| ExportError::Draw(error.to_string()))?;
        Ok(Self { context, size, samples: Vec::new(), began, ends: Vec::new(), pictures: Sha256::new() })
    }

    /// Adds a picture that stays until a tick.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn push(&mut self, picture: &Yuv, until: u64) -> Result<(), ExportError> {
        let mut frame = self.context.new_frame();
        for ((plane, bytes), width) in
            frame.planes.iter_mut().zip(&picture.planes).zip([picture.width, picture.width / 2, picture.width / 2])
        {
            plane.copy_from_raw_u8(bytes, width, 1);
        }
        self.ends.push(until);
        picture.planes.iter().for_each(|plane| self.pictures.update(plane));
        self.pictures.update(until.to_be_bytes());
        self.context.send_frame(frame).map_err(failed)?;
        self.receive()
    }

    fn receive(&mut self) -> Result<(), ExportError> {
        loop {
            match self.context.receive_packet() {
                Ok(packet) => {
                    let number = packet.input_frameno as usize;
                    let began = number.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(self.began);
                    let until = self.ends.get(number).copied().unwrap_or(began);
                    // A file has no use for the mark between pictures.
                    let data = packet.data.strip_prefix(&[0x12, 0]).unwrap_or(&packet.data).to_vec();
                    self.samples.push(Sample { data, ticks: until - began, key: packet.frame_type == FrameType::KEY });
                }
                Err(EncoderStatus::Encoded) => {}
                Err(EncoderStatus::NeedMoreData | EncoderStatus::LimitReached) => return Ok(()),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    /// The film.
    ///
    /// # Errors
    /// When the last pictures cannot be encoded.
    pub fn finish(mut self) -> Result<Track, ExportError> {
        self.context.flush();
        self.receive()?;
        let config = self.context.container_sequence_header();
        let (size, pictures) = (self.size.map(|v| v as u16), self.pictures.finalize().into());
        Ok(Track { size, config, samples: self.samples, pictures })
    }
}

fn failed(error: EncoderStatus) -> ExportError {
    ExportError::Draw(format!("the film could not be encoded: {error}"))
}
