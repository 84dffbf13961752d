//! Pictures as AV1, through rav1e.

use crate::export::ExportError;
use crate::export::film::boxes::{Sample, Track};
use crate::export::film::yuv::Yuv;
use rav1e::prelude::*;

/// Quality: 0 keeps everything, 255 least.
const QUANTIZER: usize = 80;
/// A player can start at every so many pictures.
const KEYS: u64 = 60;

/// An encoder at work.
pub(super) struct Film {
    context: Context<u8>,
    size: [usize; 2],
    samples: Vec<Sample>,
    /// When each picture ends, and the tick the next begins.
    ends: Vec<u64>,
}

impl Film {
    /// An encoder for pictures of this even size.
    ///
    /// # Errors
    /// When the encoder cannot take it.
    pub fn new(size: [usize; 2], threads: usize) -> Result<Self, ExportError> {
        let [width, height] = size;
        let mut config = EncoderConfig::with_speed_preset(10);
        let speed = &mut config.speed_settings;
        speed.rdo_lookahead_frames = 1;
        speed.cdef = false;
        speed.scene_detection_mode = SceneDetectionSpeed::None;
        speed.segmentation = SegmentationLevel::Disabled;
        (config.width, config.height) = (width, height);
        config.time_base = Rational::new(1, 1);
        config.low_latency = true;
        config.quantizer = QUANTIZER;
        config.set_key_frame_interval(0, KEYS);
        config.tune = Tune::Psnr;
        config.tile_cols = 2;
        config.pixel_range = PixelRange::Limited;
        config.color_description = Some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::BT709,
            matrix_coefficients: MatrixCoefficients::BT709,
        });
        let config = Config::new().with_encoder_config(config).with_threads(threads);
        let context = config.new_context().map_err(|error| ExportError::Draw(error.to_string()))?;
        Ok(Self { context, size, samples: Vec::new(), ends: Vec::new() })
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
        self.context.send_frame(frame).map_err(failed)?;
        self.receive()
    }

    fn receive(&mut self) -> Result<(), ExportError> {
        loop {
            match self.context.receive_packet() {
                Ok(packet) => {
                    let number = packet.input_frameno as usize;
                    let began = number.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
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
        Ok(Track { size: self.size.map(|v| v as u16), config, samples: self.samples })
    }
}

fn failed(error: EncoderStatus) -> ExportError {
    ExportError::Draw(format!("the film could not be encoded: {error}"))
}
