//! Draws what egui puts out on the processor: no GPU, no driver, the same bits on every run.
//! It knows egui's meshes and its one font atlas; paint callbacks and user textures are left out.

use egui::epaint::{Primitive, Vertex};
use egui::{ColorImage, Context, FullOutput, TextureId};

use super::picture::Picture;

/// Positions are rounded to this many parts of a pixel, so that coverage is exact and neighbours share their edges.
const SUB_PIXELS: f32 = 256.0;
const SUB_PIXEL_BITS: i64 = 8;
const HALF_PIXEL: i64 = 128;

type Point = (i64, i64);

/// Draws one frame of `ctx`.
pub fn render(ctx: &Context, output: &FullOutput) -> Picture {
    let scale = ctx.pixels_per_point();
    let size = ctx.content_rect().size() * scale;
    let mut canvas = Canvas {
        width: size.x.round() as usize,
        height: size.y.round() as usize,
        pixels: Vec::new(),
    };
    canvas.pixels = vec![[0.0; 4]; canvas.width * canvas.height];
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough in its lifetime"
    )]
    let atlas = ctx.fonts(|fonts| fonts.image());
    for primitive in ctx.tessellate(output.shapes.clone(), scale) {
        let Primitive::Mesh(mesh) = primitive.primitive else {
            continue;
        };
        if mesh.texture_id != TextureId::default() {
            continue;
        }
        let clip = canvas.clip(primitive.clip_rect * scale);
        for corners in mesh.indices.chunks_exact(3) {
            let [a, b, c] = corners else { continue };
            let vertex = |index: &u32| &mesh.vertices[*index as usize];
            canvas.triangle([vertex(a), vertex(b), vertex(c)], clip, &atlas, scale);
        }
    }
    canvas.picture()
}

/// Pixels from left, top to right, bottom.
type Clip = (i64, i64, i64, i64);

struct Canvas {
    width: usize,
    height: usize,
    /// Premultiplied, 0 to 255.
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn clip(&self, rect: egui::Rect) -> Clip {
        (
            (rect.min.x.round() as i64).max(0),
            (rect.min.y.round() as i64).max(0),
            (rect.max.x.round() as i64).min(self.width as i64),
            (rect.max.y.round() as i64).min(self.height as i64),
        )
    }

    fn triangle(&mut self, vertices: [&Vertex; 3], clip: Clip, atlas: &ColorImage, scale: f32) {
        let points = vertices.map(|v| {
            let sub = |c: f32| (c * scale * SUB_PIXELS).round() as i64;
            (sub(v.pos.x), sub(v.pos.y))
        });
        let area = edge(points[0], points[1], points[2]);
        if area == 0 {
            return;
        }
        let turn = area.signum();
        let bias = [
            owns(points[1], points[2], turn),
            owns(points[2], points[0], turn),
            owns(points[0], points[1], turn),
        ];
        let colors = vertices.map(|v| v.color.to_array().map(f32::from));
        let (left, top, right, bottom) = bounds(points, clip);
        for y in top..bottom {
            for x in left..right {
                let at = (
                    (x << SUB_PIXEL_BITS) + HALF_PIXEL,
                    (y << SUB_PIXEL_BITS) + HALF_PIXEL,
                );
                let weights = [
                    edge(points[1], points[2], at) * turn,
                    edge(points[2], points[0], at) * turn,
                    edge(points[0], points[1], at) * turn,
                ];
                if (0..3).any(|i| weights[i] + bias[i] < 0) {
                    continue;
                }
                let share = weights.map(|w| w as f32 / area.abs() as f32);
                let ink = ink(vertices, colors, share, atlas);
                let pixel = &mut self.pixels[y as usize * self.width + x as usize];
                for (channel, ink_channel) in pixel.iter_mut().zip(ink) {
                    *channel = ink_channel + *channel * (1.0 - ink[3] / 255.0);
                }
            }
        }
    }

    fn picture(self) -> Picture {
        Picture {
            width: self.width,
            height: self.height,
            rgba: self
                .pixels
                .iter()
                .flat_map(|pixel| pixel.map(|c| c.round().clamp(0.0, 255.0) as u8))
                .collect(),
        }
    }
}

fn edge(a: Point, b: Point, p: Point) -> i64 {
    (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)
}

/// Which of two triangles owns a pixel on their common edge.
fn owns(a: Point, b: Point, turn: i64) -> i64 {
    let (dx, dy) = ((b.0 - a.0) * turn, (b.1 - a.1) * turn);
    if dy < 0 || (dy == 0 && dx > 0) { 0 } else { -1 }
}

fn bounds(points: [Point; 3], (left, top, right, bottom): Clip) -> Clip {
    let xs = points.map(|p| p.0 >> SUB_PIXEL_BITS);
    let ys = points.map(|p| p.1 >> SUB_PIXEL_BITS);
    let least = |values: [i64; 3]| values.into_iter().min().unwrap_or(0);
    let most = |values: [i64; 3]| values.into_iter().max().unwrap_or(0);
    (
        least(xs).max(left),
        least(ys).max(top),
        (most(xs) + 1).min(right),
        (most(ys) + 1).min(bottom),
    )
}

/// The colour of the triangle at a pixel: its own colour times that of the atlas.
fn ink(
    vertices: [&Vertex; 3],
    colors: [[f32; 4]; 3],
    share: [f32; 3],
    atlas: &ColorImage,
) -> [f32; 4] {
    let mix = |values: [f32; 3]| {
        values
            .into_iter()
            .zip(share)
            .map(|(value, part)| value * part)
            .sum::<f32>()
    };
    let u = mix(vertices.map(|v| v.uv.x)) * atlas.size[0] as f32 - 0.5;
    let v = mix(vertices.map(|v| v.uv.y)) * atlas.size[1] as f32 - 0.5;
    let texel = texel(atlas, u, v);
    std::array::from_fn(|channel| texel[channel] / 255.0 * mix(colors.map(|color| color[channel])))
}

/// Bilinear between the four pixels around a place.
fn texel(atlas: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let (x, y) = (u.floor(), v.floor());
    let (fx, fy) = (u - x, v - y);
    let at = |dx: i64, dy: i64| {
        let column = (x as i64 + dx).clamp(0, atlas.size[0] as i64 - 1) as usize;
        let row = (y as i64 + dy).clamp(0, atlas.size[1] as i64 - 1) as usize;
        atlas.pixels[row * atlas.size[0] + column]
            .to_array()
            .map(f32::from)
    };
    let upper_pair = (at(0, 0), at(1, 0));
    let lower_pair = (at(0, 1), at(1, 1));
    std::array::from_fn(|i| {
        let upper = upper_pair.0[i] * (1.0 - fx) + upper_pair.1[i] * fx;
        let lower = lower_pair.0[i] * (1.0 - fx) + lower_pair.1[i] * fx;
        upper * (1.0 - fy) + lower * fy
    })
}
