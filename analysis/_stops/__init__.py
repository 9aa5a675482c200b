"""Where sentences end: rules about one stop, a plain way to a text's sentences, a compiled one."""
