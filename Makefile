# Two commands do all the set-up: `make report` and `make test`.
# Without make: `python3 run.py report` and `python3 run.py test`.
PYTHON ?= python3

.PHONY: report test lab setup bench bench-validity lock clean
.DEFAULT_GOAL := report

report:  ## run the notebooks on seeds/; writes reports/ and figures/ (ARGS="--only 40 --set seed=7")
	@$(PYTHON) run.py report $(ARGS)

test:  ## lint, types, import layers, all tests
	@$(PYTHON) run.py test $(ARGS)

lab:  ## open JupyterLab on the notebooks
	@$(PYTHON) run.py lab $(ARGS)

setup:  ## only create .venv
	@$(PYTHON) run.py setup

bench:  ## how fast, beside its peers? about 10 minutes (ARGS="--million" for a million articles)
	@$(PYTHON) run.py bench $(ARGS)

bench-validity:  ## do corrected intervals hold the truth? (ARGS="--long" for 2,000 runs)
	@$(PYTHON) run.py bench-validity $(ARGS)

lock:  ## remake requirements.lock (needs uv; see CONTRIBUTING.md)
	uv pip compile pyproject.toml --extra topics --extra fast --extra cluster --extra test --extra build --universal -p 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

clean:  ## remove what the commands above made
	rm -rf .venv reports .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
