//! The whole program without a window: state, action, update, history, playback.
