//! Horizontal bars of `egui_plot` with round corners, which its own bar chart cannot draw. Everything else is left to it.

use std::ops::RangeInclusive;

use egui::{Color32, CornerRadius, Pos2, Response, Shape, Stroke, Ui};
use egui_plot::{
    Bar, BarChart, ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry,
    PlotItem, PlotItemBase, PlotTransform,
};

/// A bar chart whose bars have round corners.
pub(super) struct RoundedBars {
    chart: BarChart,
    radius: u8,
}

impl RoundedBars {
    /// Horizontal `bars` with corners of `radius` points.
    pub(super) fn new(bars: Vec<Bar>, radius: u8) -> Self {
        Self {
            chart: BarChart::new("bars", bars).horizontal(),
            radius,
        }
    }
}

/// A horizontal bar from zero to `value`, `width` thick around `place`.
pub(super) fn bar((place, width): (f64, f64), value: f64, color: Color32) -> Bar {
    Bar::new(place, value)
        .width(width)
        .fill(color)
        .stroke(Stroke::NONE)
}

impl PlotItem for RoundedBars {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let mut bars = Vec::new();
        self.chart.shapes(ui, transform, &mut bars);
        for shape in &mut bars {
            if let Shape::Rect(rect) = shape {
                rect.corner_radius = CornerRadius::same(self.radius);
            }
        }
        shapes.append(&mut bars);
    }

    fn initialize(&mut self, x_range: RangeInclusive<f64>) {
        self.chart.initialize(x_range);
    }

    fn color(&self) -> Color32 {
        PlotItem::color(&self.chart)
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        self.chart.geometry()
    }

    fn bounds(&self) -> PlotBounds {
        self.chart.bounds()
    }

    fn base(&self) -> &PlotItemBase {
        self.chart.base()
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        self.chart.base_mut()
    }

    fn find_closest(&self, point: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
        self.chart.find_closest(point, transform)
    }

    fn on_hover(
        &self,
        area: &Response,
        elem: ClosestElem,
        shapes: &mut Vec<Shape>,
        cursors: &mut Vec<Cursor>,
        plot: &PlotConfig<'_>,
        formatter: Option<&LabelFormatterFn<'_>>,
    ) {
        self.chart
            .on_hover(area, elem, shapes, cursors, plot, formatter);
    }
}
