using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Files of messages in an object store that speaks S3.</summary>
public sealed class S3PeerTests : IAsyncLifetime
{
    private S3Server _server = null!;
    private S3Bucket _bucket = null!;

    private S3Attachments Store => new(_bucket);

    public async ValueTask InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _bucket = NewBucket(S3Server.Bucket);
    }

    public async ValueTask DisposeAsync()
    {
        _bucket.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_back_as_it_was_stored_and_the_first_bytes_under_an_id_stay()
    {
        var id = Guid.NewGuid();
        var content = RandomNumberGenerator.GetBytes(3_000_000);
        var saved = await SaveAsync(id, content, "../Straße 🚲.pdf", "application/pdf");
        Assert.Equal(("Straße 🚲.pdf", 3_000_000, Convert.ToHexStringLower(SHA256.HashData(content))), (saved.Name, saved.Size, saved.Sha256));
        Assert.Equal(saved, await SaveAsync(id, [1, 2, 3], "other", null));
        await using var open = await Store.OpenAsync(id, Ct);
        Assert.Equal(saved, open!.File);
        var read = new MemoryStream();
        await open.Content.CopyToAsync(read, Ct);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task A_file_over_the_limit_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<AttachmentTooLargeException>(() => SaveAsync(Guid.NewGuid(), new byte[4_000_001], null, null));
        Assert.Empty(_server.Files);
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_may_be_deleted_again()
    {
        var id = Guid.NewGuid();
        await SaveAsync(id, [1, 2, 3], null, null);
        await Store.DeleteAsync(id, Ct);
        await Store.DeleteAsync(id, Ct);
        Assert.Null(await Store.OpenAsync(id, Ct));
        Assert.Empty(_server.Files);
    }

    [Fact]
    public async Task What_was_damaged_in_the_store_is_an_error_and_no_file()
    {
        var id = Guid.NewGuid();
        await SaveAsync(id, "all of it"u8.ToArray(), null, null);
        var body = _server.Files.Single(file => new FileInfo(file).Length == 9);
        await File.WriteAllTextAsync(body, "all of IT", Ct);
        await using var open = await Store.OpenAsync(id, Ct);
        await Assert.ThrowsAsync<IOException>(() => open!.Content.CopyToAsync(Stream.Null, Ct));
    }

    [Fact]
    public async Task A_store_that_is_away_and_a_bucket_that_is_not_there_are_told_in_a_sentence()
    {
        using var other = NewBucket("nobody-s");
        Assert.Equal("There is no bucket nobody-s.", (await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => other.CheckAsync(Ct))).Message);
        await _bucket.CheckAsync(Ct);
        await _server.StopAsync();
        Assert.StartsWith("The bucket files cannot be used: ", (await Assert.ThrowsAsync<AttachmentsUnavailableException>(() => _bucket.CheckAsync(Ct))).Message, StringComparison.Ordinal);
        await _server.LaunchAsync();
    }

    [Fact]
    public async Task The_program_keeps_its_files_there_and_none_in_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("omnichannel").FullName;
        await using var program = new OmnichannelProcess("conversations", folder, _server.Settings);
        await program.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OmnichannelProcess.AdminKey);
        using var saved = await http.PostAsync(new Uri("/attachments?name=bill.txt", UriKind.Relative), new StringContent("forty-two euros"), Ct);
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        Assert.NotEmpty(_server.Files);
        Assert.False(Directory.Exists(Path.Combine(folder, "attachments")));
        var url = (await saved.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("url").GetString()!;
        Assert.Equal("forty-two euros", await http.GetStringAsync(new Uri(url, UriKind.RelativeOrAbsolute), Ct));

        await _server.StopAsync();
        using var refused = await http.PostAsync(new Uri("/attachments", UriKind.Relative), new StringContent("more"), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        await _server.LaunchAsync();
        using var again = await http.PostAsync(new Uri("/attachments", UriKind.Relative), new StringContent("more"), Ct);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private S3Bucket NewBucket(string name) =>
        new(new S3Options { Endpoint = _server.Endpoint, Bucket = name, AccessKey = S3Server.Key, SecretKey = S3Server.Key });

    private Task<StoredAttachment> SaveAsync(Guid id, byte[] content, string? name, string? type) =>
        Store.SaveAsync(id, new MemoryStream(content), name, type, 4_000_000, Ct);
}
