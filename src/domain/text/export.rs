//! Words of exports.

use super::areas::area;

area! {
    /// Exports.
    ExportText {
        about = "About",
        about_what = "What",
        about_filter = "Filter",
        about_search = "Search",
        about_order = "Order",
        about_when = "As of",
        about_who = "Exported by",
        about_zone = "Time zone",
        about_count = "Rows",
        about_office = "Office",
        about_app = "Made with",
        about_left_out = "Left out",
        about_left_out_text = "Deleted users",
        about_definition = "Definition",
        no_search = "none",
        users_sheet = "Users",
        figures_sheet = "Figures",
        measure = "Measure",
        value = "Value",
        share = "Share",
        users = "Users",
        definition = "Definition",
        sheet_part = "{0} {1}",
        done = "Exported {0} rows to {1}",
        done_file = "Exported to {0}",
        open = "Open",
        exporting = "Exporting {0}",
        ascending = "{0}, ascending",
        descending = "{0}, descending",
        path = "Save as",
        path_help = "An .xlsx file; one that exists is replaced",
        path_missing = "Enter a path",
        start = "Export",
        sorted_up = "sorted ascending",
        sorted_down = "sorted descending",
        excel = "Excel workbook",
        csv = "CSV",
        json = "JSON",
        sessions_sheet = "Sessions",
        logins_sheet = "Last 5 logins",
    }
}
