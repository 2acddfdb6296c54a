using System.Text;
using Microsoft.Extensions.Time.Testing;
using Omnichannel.Contracts;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Hosting;

public sealed class AttachmentTests : IDisposable
{
    private static readonly Guid Id = DerivedId.From("file");
    private readonly string _folder = Directory.CreateTempSubdirectory("omnichannel").FullName;

    private FolderAttachments Store => new(new AttachmentOptions { Folder = _folder, PublicUrl = "https://city.example", MaxSize = 1_000 });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_comes_back_as_it_was_stored()
    {
        var saved = await SaveAsync("%PDF-1.7 words", "../../etc/bill.pdf", "application/pdf");
        Assert.Equal(("bill.pdf", "application/pdf", 14), (saved.Name, saved.ContentType, saved.Size));
        await using var open = await Store.OpenAsync(Id, Ct);
        Assert.Equal(saved, open!.File);
        Assert.Equal("%PDF-1.7 words", await new StreamReader(open.Content).ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task The_first_bytes_under_an_id_stay()
    {
        await SaveAsync("one", null, "text/plain");
        var again = await SaveAsync("two, other", null, "text/plain");
        Assert.Equal(3, again.Size);
    }

    [Fact]
    public async Task A_file_over_the_limit_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<AttachmentTooLargeException>(() => SaveAsync(new string('x', 1_001), null, null));
        Assert.Null(await Store.OpenAsync(Id, Ct));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_may_be_deleted_again()
    {
        await SaveAsync("one", null, "text/plain");
        await Store.DeleteAsync(Id, Ct);
        await Store.DeleteAsync(Id, Ct);
        Assert.Null(await Store.OpenAsync(Id, Ct));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("<html><script>", "text/plain", "application/octet-stream")]
    [InlineData("<svg onload=x>", "image/svg+xml", "application/octet-stream")]
    [InlineData("\ufeff <html>", "text/plain", "application/octet-stream")]
    [InlineData("MZ executable", "image/png", "application/octet-stream")]
    [InlineData("GIF89a...", "text/html", "image/gif")]
    [InlineData("a;b;c", "TEXT/CSV; charset=utf-8", "text/csv")]
    [InlineData("words", null, "application/octet-stream")]
    public void A_file_is_what_its_bytes_say(string content, string? declared, string type) =>
        Assert.Equal(type, ContentTypes.Of(Encoding.UTF8.GetBytes(content), declared));

    [Theory]
    [InlineData("C:\\Users\\anna\\bin.jpg", "bin.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a\r\nb\0c.txt", "abc.txt")]
    [InlineData("..", null)]
    [InlineData("", null)]
    [InlineData("Straße 🚲.pdf", "Straße 🚲.pdf")]
    public void A_name_is_harmless(string name, string? clean) => Assert.Equal(clean, FileNames.Clean(name));

    [Fact]
    public void A_link_opens_one_file_until_its_end()
    {
        var time = new FakeTimeProvider(Moment.Noon);
        var links = new AttachmentLinks(new AdminKey("an-admin-key-for-tests", null, false), new AttachmentOptions { Folder = _folder, PublicUrl = "https://city.example", MaxSize = 1_000 }, time);
        var link = new Uri(links.To(new Attachment(null, "image/png", Attachment.UrlOf(Id), 1), TimeSpan.FromHours(1)));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link.Query);
        var (until, signature) = (long.Parse(query["until"]!, System.Globalization.CultureInfo.InvariantCulture), query["signature"].ToString());
        Assert.True(links.Allows(Id, until, signature));
        Assert.False(links.Allows(DerivedId.From("other"), until, signature));
        Assert.False(links.Allows(Id, until + 1, signature));
        Assert.False(links.Allows(Id, null, null));
        time.Advance(TimeSpan.FromMinutes(61));
        Assert.False(links.Allows(Id, until, signature));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<StoredAttachment> SaveAsync(string content, string? name, string? type) =>
        Store.SaveAsync(Id, new MemoryStream(Encoding.UTF8.GetBytes(content)), name, type, 1_000, Ct);
}
