//! What was asked before, to be asked again.

/// Longest history; older queries are forgotten.
const LONGEST: usize = 200;

/// Queries, the newest last.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    past: Vec<String>,
    /// The query that was brought back last.
    at: Option<usize>,
}

impl History {
    /// Keeps a query; one that was asked before moves to the end.
    pub(super) fn keep(&mut self, typed: &str) {
        self.at = None;
        let typed = typed.trim();
        if typed.is_empty() || typed == ">" {
            return;
        }
        self.past.retain(|past| past != typed);
        self.past.push(typed.to_owned());
        let over = self.past.len().saturating_sub(LONGEST);
        self.past.drain(..over);
    }

    /// The query before that which was brought back last; after the oldest comes the newest.
    pub(super) fn older(&mut self) -> Option<&str> {
        let last = self.past.len().checked_sub(1)?;
        let at = self.at.and_then(|at| at.checked_sub(1)).unwrap_or(last);
        self.at = Some(at);
        self.past.get(at).map(String::as_str)
    }

    /// Whether what is typed was brought back, so that one more step back is meant.
    pub(super) fn is_at(&self, typed: &str) -> bool {
        let at = self.at.and_then(|at| self.past.get(at));
        at.is_some_and(|past| past == typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_come_back_newest_first_and_each_once() {
        let mut history = History::default();
        for typed in ["huawei", "zambia", " huawei ", " ", ">"] {
            history.keep(typed);
        }
        assert_eq!(history.older(), Some("huawei"));
        assert!(history.is_at("huawei"));
        assert_eq!(history.older(), Some("zambia"));
        assert_eq!(history.older(), Some("huawei"), "it comes round");
        history.keep("x");
        assert_eq!(history.older(), Some("x"));
    }

    #[test]
    fn nothing_asked_brings_nothing_back() {
        assert_eq!(History::default().older(), None);
    }
}
