using Xunit;

namespace Omnichannel.Integration.Upgrade;

[Collection(nameof(UpgradeContract))]
public sealed class SqliteUpgradeTests() : UpgradeContract("2026-12-sqlite")
{
    private protected override string TableNames => "SELECT name FROM sqlite_master WHERE type = 'table'";
}
