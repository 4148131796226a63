//! What a view works out of the directory: once, and anew only when the directory or what is wanted of it is another.

use std::sync::Arc;

use crate::domain::directory::Directory;

/// Something worked out of the directory and of a key.
pub struct Derived<K, T> {
    made: Option<(Arc<Directory>, K, T)>,
}

impl<K, T> Default for Derived<K, T> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<K: PartialEq, T> Derived<K, T> {
    /// What was worked out; `make` does it where there is nothing for this directory and key yet.
    pub fn get(
        &mut self,
        directory: &Arc<Directory>,
        key: K,
        make: impl FnOnce(&Directory, &K) -> T,
    ) -> &T {
        let kept = self.made.take();
        let kept = kept.filter(|(of, k, _)| Arc::ptr_eq(of, directory) && *k == key);
        let (_, _, value) = self.made.insert(kept.unwrap_or_else(|| {
            let value = make(directory, &key);
            (Arc::clone(directory), key, value)
        }));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_for_each_directory_and_key() {
        let directories = [Arc::new(Directory::default()), Arc::default()];
        let mut derived = Derived::default();
        let mut made = 0;
        for (directory, key, wanted) in [(0, 1, 1), (0, 1, 1), (0, 2, 2), (1, 2, 3), (1, 2, 3)] {
            let directory = directories.get(directory).unwrap();
            let value = *derived.get(directory, key, |_, _| {
                made += 1;
                made
            });
            assert_eq!(value, wanted);
        }
    }
}
