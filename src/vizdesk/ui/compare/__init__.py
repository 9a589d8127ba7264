"""The Compare page: images, prompt, answer panes with their bounding boxes."""
