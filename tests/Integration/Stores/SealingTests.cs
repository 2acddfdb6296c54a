using Npgsql;
using Omnichannel.EventSourcing.Sealing;
using Omnichannel.Integration.Stores.EventStoreDb;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores;

public sealed class SqliteSealingTests : SealingContract
{
    private protected override Task<IStoreUnderTest> OpenStoreAsync() =>
        Task.FromResult<IStoreUnderTest>(new SqliteUnderTest(Path.Combine(Directory.CreateTempSubdirectory("omnichannel").FullName, "log.db")));

    private protected override PersonalKeyStore NewKeyStore() => new SqlitePersonalKeys(Path.Combine(Folder, "keys.db"));
}

public sealed class PostgresSealingTests : SealingContract
{
    private protected override async Task<IStoreUnderTest> OpenStoreAsync() => await PostgresUnderTest.CreateAsync();

    private protected override PersonalKeyStore NewKeyStore() =>
        new PostgresPersonalKeys(NpgsqlDataSource.Create(((PostgresUnderTest)Plain).ConnectionString));
}

[Collection("EventStoreDB")]
public sealed class EsdbSealingTests : SealingContract
{
    private protected override async Task<IStoreUnderTest> OpenStoreAsync() => await EsdbUnderTest.CreateAsync(Servers.EventStoreDb);

    private protected override PersonalKeyStore NewKeyStore() => new SqlitePersonalKeys(Path.Combine(Folder, "keys.db"));
}
