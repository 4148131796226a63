//! The registry of modules: what can be installed in a workspace file and taken out again, and what each brings.
//!
//! A module brings permissions and a feature. Where it is not installed its permissions are nobody's, so that no menu,
//! button, row, command or question answers for it; its data stays.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::permission::{Permission, PermissionSet};
use super::text::text;

/// A module.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Module {
    /// The figures of how users stand.
    Insight,
    /// Users and sign-ins from files.
    Import,
    /// Rows to files.
    Export,
    /// Plans, add-ons and the pricing table.
    Plans,
}

impl Module {
    /// Every module, in the order of lists.
    pub const ALL: &'static [Self] = &[Self::Insight, Self::Import, Self::Export, Self::Plans];

    /// The key in the file, in plans and in the audit log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Insight => "insight",
            Self::Import => "import",
            Self::Export => "export",
            Self::Plans => "plans",
        }
    }

    /// The module with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|module| module.key() == key)
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        let words = &text().module;
        match self {
            Self::Insight => words.insight,
            Self::Import => words.import,
            Self::Export => words.export,
            Self::Plans => words.plans,
        }
    }

    /// What it brings, in a sentence.
    pub fn about(self) -> &'static str {
        let words = &text().module;
        match self {
            Self::Insight => words.insight_about,
            Self::Import => words.import_about,
            Self::Export => words.export_about,
            Self::Plans => words.plans_about,
        }
    }

    /// The permissions that it brings.
    pub fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Insight => &[Permission::InsightView],
            Self::Import => &[Permission::DataImport],
            Self::Export => &[Permission::DataExport],
            Self::Plans => &[
                Permission::PlansView,
                Permission::PlansCreate,
                Permission::PlansUpdate,
                Permission::PlansDelete,
            ],
        }
    }

    /// Whether plans can include or leave it out. What administers plans is not itself sold in one.
    pub fn is_feature(self) -> bool {
        match self {
            Self::Insight | Self::Import | Self::Export => true,
            Self::Plans => false,
        }
    }

    /// Every feature that a plan can include.
    pub fn features() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|module| module.is_feature())
    }
}

/// A set of modules.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ModuleSet(u32);

impl ModuleSet {
    /// Every module.
    pub fn all() -> Self {
        Module::ALL.iter().copied().collect()
    }

    /// Whether a module is in it.
    pub fn has(self, module: Module) -> bool {
        self.0 & (1 << module as u32) != 0
    }

    /// The same with a module.
    #[must_use]
    pub fn with(self, module: Module) -> Self {
        Self(self.0 | 1 << module as u32)
    }

    /// The same without a module.
    #[must_use]
    pub fn without(self, module: Module) -> Self {
        Self(self.0 & !(1 << module as u32))
    }

    /// What is in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is here and not there.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The modules, in the order of lists.
    pub fn iter(self) -> impl Iterator<Item = Module> {
        Module::ALL
            .iter()
            .copied()
            .filter(move |module| self.has(*module))
    }

    /// What these modules and the program itself allow at most.
    pub fn permissions(self) -> PermissionSet {
        self.all_but(|_| true)
    }

    /// What a plan with these features allows at most: everything that no plan sells, and what this one includes.
    pub fn plan_permissions(self) -> PermissionSet {
        self.all_but(Module::is_feature)
    }

    /// Everything but what those modules bring that are not in the set and count.
    fn all_but(self, counts: impl Fn(Module) -> bool) -> PermissionSet {
        let absent = Module::ALL
            .iter()
            .filter(|module| !self.has(**module) && counts(**module));
        absent.fold(PermissionSet::all_but(&[]), |allowed, module| {
            allowed.without(module.permissions().iter().copied().collect())
        })
    }
}

/// As the list of its modules' keys; what is not known is left out.
impl Serialize for ModuleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Module::key))
    }
}

impl<'de> Deserialize<'de> for ModuleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = Vec::<String>::deserialize(deserializer)?;
        Ok(keys
            .iter()
            .filter_map(|key| Module::from_key(key))
            .collect())
    }
}

impl FromIterator<Module> for ModuleSet {
    fn from_iter<T: IntoIterator<Item = Module>>(iter: T) -> Self {
        iter.into_iter().fold(Self::default(), Self::with)
    }
}
