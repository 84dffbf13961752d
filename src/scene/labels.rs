//! Placing words without collisions: candidate positions by priority.
