//! A library on disk: walked, read, watched for what changed.
