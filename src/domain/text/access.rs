//! Words of permissions, modules, roles, and the answer to "why?".

use super::areas::area;

area! {
    /// What a role can allow.
    PermissionText {
        area_users = "Users",
        area_roles = "Roles",
        area_workspaces = "Workspaces",
        area_plans = "Plans and add-ons",
        view = "View",
        create = "Add",
        update = "Change",
        delete = "Delete",
        insight_view = "See User Insight",
        data_export = "Export rows to a file",
        users_view = "See users",
        users_create = "Add users",
        users_update = "Change users",
        data_import = "Import users and sign-ins",
        roles_assign = "Give roles and take them away",
        roles_update = "Change what roles allow",
        settings_manage = "Change the office's settings",
        users_view_contact = "See e-mail, phone and extension",
        roles_view = "See roles and who holds them",
        roles_create = "Add roles",
        roles_delete = "Delete roles",
        workspaces_view = "See workspaces",
        workspaces_create = "Add workspaces",
        workspaces_update = "Change workspaces and their members",
        workspaces_delete = "Delete workspaces",
        plans_view = "See plans and add-ons",
        plans_create = "Add plans and add-ons",
        plans_update = "Change plans, and which workspace has which",
        plans_delete = "Delete plans and add-ons",
        modules_manage = "Install and remove modules",
        audit_view = "See what was done, and by whom",
    }
}

area! {
    /// Modules.
    ModuleText {
        insight = "User Insight",
        insight_about = "The figures and charts of how users stand, each with the rows behind it.",
        import = "Import",
        import_about = "Users and sign-ins from the files of other systems.",
        export = "Export",
        export_about = "Rows and charts to Excel, CSV and JSON.",
        plans = "Plans",
        plans_about = "Plans, add-ons and the pricing table.",
    }
}
