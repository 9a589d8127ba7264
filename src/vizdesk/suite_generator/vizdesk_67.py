"""The suite "vizdesk 67": which scenes make up its five categories."""

from __future__ import annotations

from vizdesk.suite_generator.drawing import playing_cards
from vizdesk.suite_generator.plan import DrawnCategory, SuitePlan, YesNoAnswer
from vizdesk.suite_generator.scenes import (
    chess,
    counting_crowds,
    counting_geometry,
    counting_small,
    defects_boards,
    defects_labels,
    defects_packs,
    defects_parts,
    defects_surfaces,
    documents_bills,
    documents_charts,
    documents_forms,
    objects_materials,
    objects_naming,
    objects_signs,
    objects_states,
    spatial_dials,
    spatial_maps,
    spatial_paths,
    spatial_rooms,
    spatial_shapes,
)

_DEFECTS = DrawnCategory(
    "defect detection",
    "defect",
    (
        defects_boards.missing_part,
        defects_boards.reversed_diode,
        defects_boards.solder_bridge,
        YesNoAnswer(defects_boards.broken_trace),
        defects_boards.wrong_value,
        defects_labels.odd_label,
        YesNoAnswer(defects_labels.slip_match),
        defects_labels.shifted_print,
        defects_packs.bottles,
        defects_packs.blister,
        defects_surfaces.turned_tile,
        YesNoAnswer(defects_surfaces.torn_cloth),
        YesNoAnswer(defects_surfaces.weld_gap),
        defects_parts.broken_gear,
        defects_parts.missing_screws,
    ),
)
_DOCUMENTS = DrawnCategory(
    "document understanding",
    "document",
    (
        documents_bills.wrong_line,
        documents_bills.taxed_b,
        YesNoAnswer(documents_bills.paid_in_time),
        documents_bills.fields,
        documents_bills.handwritten_date,
        documents_forms.ticked,
        documents_forms.last_train,
        documents_charts.crossing_lines,
        documents_charts.ranked_bar,
    ),
)
_COUNTING = DrawnCategory(
    "object counting",
    "counting",
    (
        counting_small.coins,
        counting_small.capsules,
        counting_small.dice,
        counting_small.pencils,
        counting_crowds.fish,
        counting_crowds.people,
        counting_crowds.discs,
        counting_crowds.books,
        counting_geometry.cubes,
        counting_geometry.crossings,
    ),
)
_OBJECTS = DrawnCategory(
    "object understanding",
    "object",
    (
        objects_naming.fruit_row,
        objects_naming.missing_tool,
        objects_naming.odd_cup,
        objects_states.switches,
        YesNoAnswer(objects_states.candles),
        objects_states.thermometer,
        objects_states.display,
        YesNoAnswer(objects_signs.may_pass),
        objects_signs.flag,
        objects_signs.rainy_days,
        objects_materials.material,
        objects_materials.colour_match,
        objects_materials.key_for_lock,
        playing_cards.highest,
    ),
)
_SPATIAL = DrawnCategory(
    "spatial understanding",
    "spatial",
    (
        spatial_dials.clock,
        spatial_dials.mirrored_clock,
        spatial_dials.gauge,
        spatial_paths.maze,
        spatial_paths.arrows,
        spatial_paths.cables,
        chess.find_piece,
        YesNoAnswer(chess.can_capture),
        spatial_shapes.turned_shape,
        spatial_shapes.pile,
        spatial_shapes.nearest,
        spatial_shapes.inside,
        spatial_maps.fewest_stops,
        YesNoAnswer(spatial_maps.without_passing),
        spatial_maps.bearing,
        YesNoAnswer(spatial_rooms.relation),
        spatial_rooms.fruit_position,
        spatial_rooms.detect_fruit,
        spatial_rooms.detect_tool,
    ),
)

VIZDESK_67 = SuitePlan(
    name="vizdesk-67",
    title="vizdesk 67",
    version="2",
    description=(
        "67 pass/fail prompts on drawn pictures in the five categories of the Roboflow "
        "Playground's Vision Evals. Another seed gives other pictures and other answers."
    ),
    categories=(_DEFECTS, _DOCUMENTS, _COUNTING, _OBJECTS, _SPATIAL),
)
