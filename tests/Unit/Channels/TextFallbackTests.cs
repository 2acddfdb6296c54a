using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels;

public sealed class TextFallbackTests
{
    private static readonly ChannelTraits Traits = new("sms", CanSend: true, MaxText: 300, MostButtons: 0);
    private static readonly ProviderCapabilities Plain = new(SupportsAttachments: false, MaxParts: 2);
    private static readonly Attachment File = new("form.pdf", "application/pdf", Attachment.UrlOf(DerivedId.From("file")), 10);

    [Fact]
    public void A_file_becomes_a_signed_link_beneath_the_writer_s_own_words()
    {
        var (fitting, refusal) = TextFallback.Fit(Message("Here is the form.", File), Traits, Plain, Links());
        Assert.Null(refusal);
        Assert.StartsWith($"Here is the form.\nform.pdf: https://city.example/attachments/{DerivedId.From("file")}?until=", fitting!.Text, StringComparison.Ordinal);
        Assert.Empty(fitting.Attachments);
    }

    [Fact]
    public void A_file_without_text_is_its_name_and_link() =>
        Assert.StartsWith("form.pdf: https://", TextFallback.Fit(Message("", File), Traits, Plain, Links()).Message!.Text, StringComparison.Ordinal);

    [Fact]
    public void A_channel_that_carries_files_gets_them() =>
        Assert.Equal([File], TextFallback.Fit(Message("x", File), Traits, Plain with { SupportsAttachments = true }, Links()).Message!.Attachments);

    [Fact]
    public void Choices_become_numbered_lines()
    {
        var message = Message("When?") with { Details = new ReplyDetails { Choices = [new Choice("a", "Monday"), new Choice("b", "Friday")] } };
        var fitting = TextFallback.Fit(message, Traits, Plain, Links()).Message!;
        Assert.Equal("When?\n1. Monday\n2. Friday", fitting.Text);
        Assert.Null(fitting.Details!.Choices);
        Assert.Equal(message, TextFallback.Fit(message, Traits with { MostButtons = 3 }, Plain, Links()).Message);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_never_cut()
    {
        Assert.Equal("text.too-long", Refusal(Message(new string('a', 301))));
        Assert.Equal("text.too-long-with-additions", Refusal(Message(new string('a', 290), File)));
        Assert.Equal("text.too-many-parts", Refusal(Message(new string('ж', 135))));
        Assert.Null(Refusal(Message(new string('ж', 134))));
    }

    [Fact]
    public void A_file_that_is_lost_or_cannot_be_linked_is_refused()
    {
        Assert.Equal("attachments.unsupported", Refusal(Message("x", File with { Problem = "attachment.gone" })));
        Assert.Equal("attachments.unsupported", TextFallback.Fit(Message("x", File), Traits, Plain, null).Refusal);
    }

    private static string? Refusal(SendMessage message) => TextFallback.Fit(message, Traits, Plain, Links()).Refusal;

    private static SendMessage Message(string text, params Attachment[] attachments) => new(
        DerivedId.From("m"), DerivedId.From("c"), "sms", new ContactPoint("phone", "+447946000001"), null, text, attachments, 1, Moment.Noon);

    private static AttachmentLinks Links() => new(
        new AdminKey("an-admin-key-for-tests-0123456789", null, false), new AttachmentOptions { Folder = "/nowhere", PublicUrl = "https://city.example" }, new FakeTimeProvider(Moment.Noon));
}
