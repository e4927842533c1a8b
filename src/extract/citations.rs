//! Citations: the links of a document that lead to pages.
