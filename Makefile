# make prints what there is to make. CI runs the same targets.
.DEFAULT_GOAL := help
.PHONY: help run check test soak bench format whitespace docs package up down clean desk needs-dotnet no-node

WEB := services/AgentDesk/web
WWWROOT := services/AgentDesk/wwwroot
ONLY ?=
RID ?=

help:
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: needs-dotnet $(if $(shell command -v npm),desk,no-node) ## build everything and serve it (OMNICHANNEL_PORT, OMNICHANNEL_DATA)
	@dotnet build services/Server --configuration Release --nologo --verbosity quiet
	@Outreach__Samples=$${Outreach__Samples:-true} Simulator__Mailbox=$${Simulator__Mailbox:-true} exec artifacts/bin/Server/release/omnichannel serve

test: needs-dotnet ## install what the tests need, run them all (ONLY=Desk|Unit|Integration|EndToEnd for some)
	@infra/test.sh $(ONLY)

check: needs-dotnet whitespace ## what to run while you work: white space, Desk, Unit
	@infra/test.sh Desk Unit

soak: needs-dotnet ## the long crash and fault tests, and an archive made and tried
	@infra/test.sh soak

bench: needs-dotnet ## print the ratios to bare components (ONLY=name for some)
	@infra/test-servers.sh with dotnet run --project tests/Benchmarks --configuration Release -- $(ONLY)

format: needs-dotnet ## format the code as CI wants it
	dotnet format Omnichannel.sln

whitespace:
	@dotnet format whitespace . --folder --exclude artifacts --verify-no-changes --verbosity quiet

docs: needs-dotnet ## write the generated documents anew
	OMNICHANNEL_APPROVE=1 dotnet test tests/Unit --filter "FullyQualifiedName~ContractTests|FullyQualifiedName~AsyncApiTests|FullyQualifiedName~SettingsDocumentTests"
	OMNICHANNEL_APPROVE=1 dotnet test tests/Integration --filter "FullyQualifiedName~OpenApi.DocumentTests|FullyQualifiedName~OpenApi.SurfaceTests"
	OMNICHANNEL_APPROVE=1 dotnet test tests/Integration --no-build --filter "FullyQualifiedName~OpenApi.GeneratedTests"

package: needs-dotnet desk ## make self-contained archives with SBOM and checksums (RID=linux-x64 for one, VERSION=1.2.3)
	@infra/package/make.sh $(RID)

up: ## start one container per service, with RabbitMQ and PostgreSQL (wants a .env, see .env.example)
	docker compose up --build --detach --wait

down: ## stop the containers; what they stored stays
	docker compose down

clean: ## remove everything that was built, never what was stored
	rm -rf artifacts $(WWWROOT) $(WEB)/node_modules

needs-dotnet:
	@dotnet --version >/dev/null 2>&1 || { \
	  echo "Omnichannel needs the .NET SDK $$(sed -nE 's/.*"version": "([0-9.]+)".*/\1/p' global.json) or a later feature band of it: https://dotnet.microsoft.com/download" >&2; \
	  exit 1; }

no-node:
	@echo "Node.js is not installed, so the desk is not built; everything else is served."

# What npm writes is its own stamp: it cannot outlive what it stands for.
desk: $(if $(wildcard $(WEB)/package-lock.json),$(WWWROOT)/index.html)
	@:

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json
	cd $(WEB) && npm ci --no-audit --no-fund --loglevel error
	@touch $@

$(WWWROOT)/index.html: $(WEB)/node_modules/.package-lock.json $(shell find $(WEB) -name node_modules -prune -o -type f -print 2>/dev/null)
	cd $(WEB) && npm run --silent build
	@touch $@
