//! Enums whose values have a stable key, under which files keep them.

/// An enum of plain values, each with its key: all of them in order, the key of one, and the one of a key. The keys are the
/// serde names too, so they never change.
macro_rules! keyed {
    ($(#[doc = $doc:literal])+ $enum:ident { $($(#[doc = $vdoc:literal])+ $name:ident = $key:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $enum { $($(#[doc = $vdoc])+ #[serde(rename = $key)] $name,)+ }

        impl $enum {
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable key.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The value with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

pub(super) use keyed;
