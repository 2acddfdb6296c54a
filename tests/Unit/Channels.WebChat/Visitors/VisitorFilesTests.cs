using System.Text;
using Omnichannel.Channels.WebChat;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Unit.Channels.WebChat;

public sealed class VisitorFilesTests
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n", "image/png", true)]
    [InlineData("%PDF-1.7", "application/pdf", true)]
    [InlineData("%PDF-1.7", "image/png", true)]
    [InlineData("just words", "text/plain", true)]
    [InlineData("PK\u0003\u0004", Word, true)]
    [InlineData("just words", "image/png", false)]
    [InlineData("just words", Word, false)]
    [InlineData("PK\u0003\u0004", "application/zip", false)]
    [InlineData("\u001f\u008b", "text/plain", false)]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script/>", "image/svg+xml", false)]
    [InlineData("<!doctype html>", "text/html", false)]
    [InlineData("<!doctype html>", "text/plain", false)]
    [InlineData("MZ\u0090\u0000", "text/plain", false)]
    [InlineData("#!/bin/sh", "text/plain", false)]
    [InlineData("MZ\u0090\u0000", "application/octet-stream", false)]
    public void Files_are_taken_by_what_their_bytes_say(string bytes, string declared, bool isTaken)
    {
        var head = Encoding.Latin1.GetBytes(bytes);
        Assert.Equal(isTaken, VisitorFiles.Takes(ContentTypes.Of(head, declared), head));
    }
}
