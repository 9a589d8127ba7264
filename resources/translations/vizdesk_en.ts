<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerDetails</name>
    <message numerus="yes">
        <source>%n differ(s)</source>
        <translation>
            <numerusform>%n differs</numerusform>
            <numerusform>%n differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerSide</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiscoveredServers</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalModelPicker</name>
    <message numerus="yes">
        <source>%n more need a key or a download first</source>
        <translation>
            <numerusform>%n more needs a key or a download first</numerusform>
            <numerusform>%n more need a key or a download first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvalsController</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryController</name>
    <message numerus="yes">
        <source>%n comparison(s) wait to be written to the history, and are tried again: {why}</source>
        <translation>
            <numerusform>%n comparison waits to be written to the history, and is tried again: {why}</numerusform>
            <numerusform>%n comparisons wait to be written to the history, and are tried again: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) deleted.</source>
        <translation>
            <numerusform>%n comparison deleted.</numerusform>
            <numerusform>%n comparisons deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n comparison(s) · {size} on this disk</source>
        <translation>
            <numerusform>%n comparison · {size} on this disk</numerusform>
            <numerusform>%n comparisons · {size} on this disk</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageRunPanel</name>
    <message numerus="yes">
        <source>%n image(s) not answered</source>
        <translation>
            <numerusform>%n image not answered</numerusform>
            <numerusform>%n images not answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outline(s)</source>
        <translation>
            <numerusform>%n outline</numerusform>
            <numerusform>%n outlines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossQuestion</name>
    <message numerus="yes">
        <source>%n comparison(s) could not be written yet.</source>
        <translation>
            <numerusform>%n comparison could not be written yet.</numerusform>
            <numerusform>%n comparisons could not be written yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelAddRemove</name>
    <message numerus="yes">
        <source>Looking at %n file(s)…</source>
        <translation>
            <numerusform>Looking at %n file…</numerusform>
            <numerusform>Looking at %n files…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n prompt</numerusform>
            <numerusform>%n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RatingPanel</name>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n vote</numerusform>
            <numerusform>%n votes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n tie</numerusform>
            <numerusform>%n ties</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedImages</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be opened</source>
        <translation>
            <numerusform>%n file could not be opened</numerusform>
            <numerusform>%n files could not be opened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReopenController</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opening %n image(s) again…</source>
        <translation>
            <numerusform>Opening %n image again…</numerusform>
            <numerusform>Opening %n images again…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the last time are not as they were</source>
        <translation>
            <numerusform>%n image of the last time is not as it was</numerusform>
            <numerusform>%n images of the last time are not as they were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RepeatController</name>
    <message numerus="yes">
        <source>%n answer(s) of {name}</source>
        <translation>
            <numerusform>%n answer of {name}</numerusform>
            <numerusform>%n answers of {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunForm</name>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n prompt</numerusform>
            <numerusform>%n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message numerus="yes">
        <source>%n more pair(s) under Comparison.</source>
        <translation>
            <numerusform>%n more pair under Comparison.</numerusform>
            <numerusform>%n more pairs under Comparison.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n failed</source>
        <translation>
            <numerusform>Retry %n failed</numerusform>
            <numerusform>Retry %n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreBoard</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuiteDialog</name>
    <message numerus="yes">
        <source>%n image(s) with truth become prompts.</source>
        <translation>
            <numerusform>%n image with truth becomes a prompt.</numerusform>
            <numerusform>%n images with truth become prompts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) without truth are left out.</source>
        <translation>
            <numerusform>%n image without truth is left out.</numerusform>
            <numerusform>%n images without truth are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TruthExchange</name>
    <message numerus="yes">
        <source>“{name}” is saved as a suite: %n prompt(s).</source>
        <translation>
            <numerusform>“{name}” is saved as a suite: %n prompt.</numerusform>
            <numerusform>“{name}” is saved as a suite: %n prompts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Truth of %n image(s) was imported.</source>
        <translation>
            <numerusform>Truth of %n image was imported.</numerusform>
            <numerusform>Truth of %n images was imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TruthWorkbench</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VotingBooth</name>
    <message numerus="yes">
        <source>%n model(s), names hidden</source>
        <translation>
            <numerusform>%n model, name hidden</numerusform>
            <numerusform>%n models, names hidden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is left on this image. %n pair(s) wait elsewhere.</source>
        <translation>
            <numerusform>Nothing is left on this image. %n pair waits elsewhere.</numerusform>
            <numerusform>Nothing is left on this image. %n pairs wait elsewhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) can be voted on: those that failed, were stopped or refused make no pair. Run again, or check another model.</source>
        <translation>
            <numerusform>%n answer can be voted on: those that failed, were stopped or refused make no pair. Run again, or check another model.</numerusform>
            <numerusform>%n answers can be voted on: those that failed, were stopped or refused make no pair. Run again, or check another model.</numerusform>
        </translation>
    </message>
</context>
</TS>
