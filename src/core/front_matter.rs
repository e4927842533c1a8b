//! The YAML head of a clip: strictly at first, line by line when that fails.
