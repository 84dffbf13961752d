//! The one door to libaom, the Alliance for Open Media's own AV1 encoder, which is written in C: pictures in, packets
//! out. Nothing unsafe stands outside this file; what is inside it keeps these promises to libaom:
//!
//! - a context is made whole, or not at all, and closed once ([`Encoder::new`], `Drop`);
//! - a picture's planes are as long as its size says, and stay where they are until the call that reads them returns;
//! - what a packet points to is copied before libaom is called again.
#![allow(unsafe_code, reason = "libaom is C; see the promises above")]

use crate::export::ExportError;
use crate::export::film::yuv::Yuv;
use libaom_sys as aom;
use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::ptr;

/// What the encoder is told beyond its defaults, as name and value; aomenc has the same names.
const OPTIONS: &[(&CStr, &CStr)] = &[
    // Speed: 0 most careful, 11 fastest.
    (c"cpu-used", c"10"),
    // Quality: 0 keeps everything, 63 least.
    (c"cq-level", c"18"),
    // A map is drawn, not filmed; but shading and lettering are no palette of a few colours.
    (c"tune-content", c"screen"),
    (c"enable-palette", c"0"),
    (c"enable-intrabc", c"0"),
    // One quality all over.
    (c"aq-mode", c"0"),
    (c"deltaq-mode", c"0"),
    (c"row-mt", c"0"),
    (c"color-primaries", c"bt709"),
    (c"transfer-characteristics", c"bt709"),
    (c"matrix-coefficients", c"bt709"),
];
/// Long enough that only the first picture stands alone.
const NO_MORE_KEYS: u32 = 9999;

/// An encoder at work. It runs on the thread that calls it.
pub(super) struct Encoder {
    context: Box<aom::aom_codec_ctx_t>,
    size: [usize; 2],
    pushed: i64,
}

/// One encoded picture.
pub(super) struct Packet {
    /// As the decoder gets it.
    pub data: Vec<u8>,
    /// Whether a player can start here.
    pub key: bool,
}

impl Encoder {
    /// An encoder for pictures of this even size.
    ///
    /// # Errors
    /// When libaom cannot take the size, or the memory is not there.
    pub fn new([width, height]: [usize; 2]) -> Result<Self, ExportError> {
        let (w, h) = match (u32::try_from(width), u32::try_from(height)) {
            (Ok(w), Ok(h)) if w % 2 == 0 && h % 2 == 0 && w > 0 && h > 0 => (w, h),
            _ => return Err(failed("expected a picture of an even size")),
        };
        // SAFETY: returns a pointer to a table of functions that lives as long as the program.
        let interface = unsafe { aom::aom_codec_av1_cx() };
        let mut config = MaybeUninit::zeroed();
        // SAFETY: `config` has room for the settings, and plain numbers may be all zero.
        let (told, mut config): (_, aom::aom_codec_enc_cfg_t) = unsafe {
            let told = aom::aom_codec_enc_config_default(interface, config.as_mut_ptr(), aom::AOM_USAGE_REALTIME);
            (told, config.assume_init())
        };
        checked(told)?;
        (config.g_w, config.g_h) = (w, h);
        config.g_threads = 1;
        config.g_lag_in_frames = 0;
        config.g_pass = aom::AOM_RC_ONE_PASS;
        config.rc_end_usage = aom::AOM_Q;
        config.kf_max_dist = NO_MORE_KEYS;
        let version = aom::AOM_ENCODER_ABI_VERSION as i32;
        // SAFETY: a context of zeros is what libaom asks to be given, and it copies the settings.
        let context = unsafe {
            let mut context: Box<aom::aom_codec_ctx_t> = Box::new(MaybeUninit::zeroed().assume_init());
            checked(aom::aom_codec_enc_init_ver(&raw mut *context, interface, &raw const config, 0, version))?;
            context
        };
        let mut encoder = Self { context, size: [width, height], pushed: 0 };
        for (name, value) in OPTIONS {
            // SAFETY: the context is open, both texts end in zero.
            checked(unsafe { aom::aom_codec_set_option(encoder.context(), name.as_ptr(), value.as_ptr()) })?;
        }
        Ok(encoder)
    }

    /// Encodes the next picture.
    ///
    /// # Errors
    /// When it has another size than was said, or libaom cannot encode it.
    pub fn push(&mut self, picture: &Yuv) -> Result<Packet, ExportError> {
        let [width, height] = self.size;
        let [luma, blue, red] = &picture.planes;
        let lengths = [luma, blue, red].map(Vec::len);
        if lengths != [width * height, width / 2 * (height / 2), width / 2 * (height / 2)] {
            return Err(failed("a picture has another size than the film"));
        }
        let mut image = MaybeUninit::zeroed();
        // SAFETY: the planes have the lengths checked above and outlive the call that reads them; libaom writes to
        // them only where it is told to denoise, which it is not. `wrap` fills the image in, and is given memory it
        // does not read.
        let told = unsafe {
            let (w, h) = (width as u32, height as u32);
            if aom::aom_img_wrap(image.as_mut_ptr(), aom::AOM_IMG_FMT_I420, w, h, 1, luma.as_ptr().cast_mut()).is_null()
            {
                return Err(failed("a picture could not be taken"));
            }
            let mut image: aom::aom_image_t = image.assume_init();
            image.planes = [luma, blue, red].map(|plane| plane.as_ptr().cast_mut());
            image.stride = [width, width / 2, width / 2].map(|stride| stride as i32);
            aom::aom_codec_encode(self.context(), &raw const image, self.pushed, 1, 0)
        };
        checked(told)?;
        self.pushed += 1;
        self.packet()
    }

    /// What came of the picture just handed in. As none is kept back, each gives one packet, and only one.
    fn packet(&mut self) -> Result<Packet, ExportError> {
        let mut at = ptr::null();
        let mut made = None;
        loop {
            // SAFETY: the context is open; `at` is null or what the last call made of it. A packet stays as it is
            // until the encoder is called again, and is of the kind it says.
            let packet = unsafe {
                match aom::aom_codec_get_cx_data(self.context(), &raw mut at).as_ref() {
                    None => return made.ok_or_else(|| failed("a picture was left out")),
                    Some(packet) if packet.kind != aom::AOM_CODEC_CX_FRAME_PKT => continue,
                    Some(packet) if packet.data.frame.buf.is_null() => return Err(failed("a picture is empty")),
                    Some(packet) => {
                        let frame = packet.data.frame;
                        let data = std::slice::from_raw_parts(frame.buf.cast::<u8>(), frame.sz).to_vec();
                        Packet { data, key: frame.flags & aom::AOM_FRAME_IS_KEY != 0 }
                    }
                }
            };
            if made.replace(packet).is_some() {
                return Err(failed("a picture came back as two"));
            }
        }
    }

    fn context(&mut self) -> *mut aom::aom_codec_ctx_t {
        &raw mut *self.context
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: the context was opened, and is closed only here.
        unsafe { aom::aom_codec_destroy(self.context()) };
    }
}

/// What libaom answers, as a result.
fn checked(told: aom::aom_codec_err_t) -> Result<(), ExportError> {
    if told == aom::AOM_CODEC_OK {
        return Ok(());
    }
    // SAFETY: the answer to any code is a text that lives as long as the program.
    let why = unsafe { CStr::from_ptr(aom::aom_codec_err_to_string(told)) };
    Err(failed(&why.to_string_lossy()))
}

fn failed(why: &str) -> ExportError {
    ExportError::Draw(format!("the film could not be encoded: {why}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const SIZE: [usize; 2] = [64, 48];

    /// A picture of one grey.
    fn grey(value: u8) -> Yuv {
        let [width, height] = SIZE;
        let chroma = || vec![128; width * height / 4];
        Yuv { width, height, planes: [vec![value; width * height], chroma(), chroma()] }
    }

    #[test]
    fn no_size_that_halves_to_a_fraction_or_to_nothing_reaches_the_encoder() {
        for size in [[63, 48], [64, 47], [1, 1], [0, 48], [64, 0], [0, 0], [usize::MAX - 1, 2]] {
            assert!(Encoder::new(size).is_err(), "{size:?}");
        }
        assert!(Encoder::new([2, 2]).is_ok());
    }

    #[test]
    fn planes_that_are_missing_or_cut_short_are_refused_before_they_are_pointed_at() {
        let mut encoder = Encoder::new(SIZE).unwrap();
        for plane in 0..3 {
            for length in [0, 1] {
                let mut picture = grey(90);
                let cut = picture.planes[plane].len() * length - length;
                picture.planes[plane].truncate(cut);
                assert!(encoder.push(&picture).is_err(), "plane {plane}, {cut} bytes");
            }
            let mut picture = grey(90);
            picture.planes[plane].push(0);
            assert!(encoder.push(&picture).is_err(), "plane {plane}, one byte more");
        }
        assert!(encoder.push(&grey(90)).unwrap().key, "what was refused took no picture's place");
    }

    #[test]
    fn every_picture_gives_one_packet_whether_it_changes_or_not() {
        let mut encoder = Encoder::new(SIZE).unwrap();
        for (number, value) in [90, 90, 90, 16, 235, 235, 91].into_iter().cycle().take(70).enumerate() {
            let packet = encoder.push(&grey(value)).unwrap();
            assert!(!packet.data.is_empty(), "picture {number}");
            assert_eq!(packet.key, number == 0, "picture {number}");
        }
    }
}
