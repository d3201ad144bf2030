preview.compare = (() => ({}))();
