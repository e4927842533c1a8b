//! The table of commands: every action with its name, group, contexts, keys and help.
