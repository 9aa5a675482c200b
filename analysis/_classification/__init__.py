"""The supervised coder: features, folds, margins, thresholds, its file and its model card."""
