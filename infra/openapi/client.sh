#!/usr/bin/env bash
# Makes the .NET client of docs/openapi.json. What providers call, the simulator and pages for people are no part of it.
#
#   infra/openapi/client.sh FOLDER
set -euo pipefail
into=$(realpath "$1")
cd "$(dirname "$0")/../.."

# It asks GitHub for a newer version of itself otherwise.
export KIOTA_UPDATE__DISABLED=true KIOTA_OFFLINE_ENABLED=true DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet tool restore --verbosity quiet
dotnet kiota generate --language CSharp --openapi docs/openapi.json --output "$into" --clean-output \
  --class-name OmnichannelClient --namespace-name Omnichannel.Client --exclude-backward-compatible --log-level Error \
  --exclude-path '/sms/**' --exclude-path '/voice/**' --exclude-path '/email/**' --exclude-path '/whatsapp/**' --exclude-path '/messenger/**' \
  --exclude-path '/webchat/**' --exclude-path '/simulator/**' --exclude-path '/health/**' \
  --exclude-path '/outreach/me/**' --exclude-path '/outreach/unsubscribe/**'
