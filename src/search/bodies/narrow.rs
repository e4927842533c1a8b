//! Narrowing: what a longer query asks of texts is looked for in those that the shorter one found.

use std::sync::Arc;

use crate::search::bodies::BodyLocation;
use crate::search::bodies::request::TextRequest;

/// The texts in which the queries typed so far were found, each query continuing the one before, so
/// that letters can be taken back too.
#[derive(Default)]
pub(crate) struct NarrowingTrail(Vec<(TextRequest, Arc<[BodyLocation]>)>);

impl NarrowingTrail {
    /// Forgets everything: the texts have changed.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Where to look for an answer, unless it is everywhere. What does not lead there is forgotten.
    pub(crate) fn lead(&mut self, request: &TextRequest) -> Option<Arc<[BodyLocation]>> {
        let leading = self
            .0
            .iter()
            .take_while(|(older, _)| request.continues(older));
        let leading = leading.count();
        self.0.truncate(leading);
        self.0.last().map(|(_, places)| Arc::clone(places))
    }

    /// Keeps where the answer to a question was found, which [`NarrowingTrail::lead`] was asked about last.
    pub(crate) fn keep(
        &mut self,
        request: &TextRequest,
        places: impl Iterator<Item = BodyLocation>,
    ) {
        if self.0.last().is_none_or(|(last, _)| last != request) {
            self.0.push((request.clone(), places.collect()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(wanted: &[&str], unwanted: &[&str]) -> TextRequest {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        TextRequest::new(owned(wanted), owned(unwanted), None)
    }

    #[test]
    fn letters_are_added_and_taken_back() {
        let mut trail = NarrowingTrail::default();
        let place = |body| BodyLocation::Packed { block: 0, body };
        let typed = [("a", 9), ("ar", 5), ("art", 2)];
        for (text, found) in typed {
            let request = request(&[text], &[]);
            trail.lead(&request);
            trail.keep(&request, (0..found).map(place));
        }
        let lead = |trail: &mut NarrowingTrail, text| {
            trail.lead(&request(&[text], &[])).map(|at| at.len())
        };
        assert_eq!(lead(&mut trail, "arti"), Some(2));
        assert_eq!(lead(&mut trail, "ar"), Some(5));
        assert_eq!(
            lead(&mut trail, "art"),
            Some(5),
            "what was taken back is forgotten"
        );
        assert_eq!(lead(&mut trail, "x"), None);
    }
}
