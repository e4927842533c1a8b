//! Addresses of pages: telling two of them apart, and the site they belong to.
