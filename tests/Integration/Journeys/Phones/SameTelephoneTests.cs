using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>One telephone, known by more than one number.</summary>
public sealed class SameTelephoneTests : IAsyncLifetime
{
    private MetaStub _meta = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _meta = await MetaStub.StartAsync();
        _server = await RunningServer.StartAsync([.. _meta.Settings("WhatsApp:Meta", "PhoneNumberId"), "Phone:DefaultRegion=GB"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Theory]
    [InlineData("+5511987654321", "551187654321")]
    [InlineData("+525512345678", "5215512345678")]
    [InlineData("+541123456789", "5491123456789")]
    public async Task Who_texts_and_writes_on_WhatsApp_is_one_citizen_and_is_answered_where_each_network_wants_it(string number, string whatsApp)
    {
        await _server.TextAsync(number, "by text");
        await WriteAsync(whatsApp, "wamid.1", "by WhatsApp");
        var conversation = await _server.ConversationAsync(number);
        Assert.Equal(2, conversation.GetProperty("messages").GetArrayLength());
        Assert.Equal((await _server.CitizenAsync(number)).GetProperty("id").GetString(), (await _server.CitizenAsync($"+{whatsApp}")).GetProperty("id").GetString());
        await _server.ReplyAsync(conversation.GetProperty("id").GetString()!, "hello");
        await Eventually.TrueAsync(() => Task.FromResult(_meta.Messages.Count == 1));
        Assert.Equal(whatsApp, _meta.Messages.Single().Body.GetProperty("to").GetString());
    }

    [Fact]
    public async Task Numbers_that_come_at_once_are_one_citizen()
    {
        await Task.WhenAll(
            _server.TextAsync("+5511987654321", "by text"), WriteAsync("551187654321", "wamid.1", "by WhatsApp"), _server.TextAsync("+551187654321", "again"));
        Assert.Equal(3, (await _server.ConversationAsync("+5511987654321")).GetProperty("messages").GetArrayLength());
        Assert.Single(await _server.LogAsync("?types=citizen.registered.v1"));
    }

    [Fact]
    public async Task Who_has_stopped_at_one_number_has_at_the_other()
    {
        await _server.TextAsync("+5511987654321", "hello");
        await WriteAsync("551187654321", "wamid.1", "hello");
        await WriteAsync("551187654321", "wamid.2", "STOP");
        var stopped = await _server.LogAsync("?types=contact-point.opted-out.v1");
        Assert.Equal(2, stopped.Select(one => one.Subject).Distinct().Count());
        Assert.All(stopped, one => Assert.Equal("whatsapp", one.Content.GetProperty("channel").GetString()));
        await WriteAsync("551187654321", "wamid.3", "START");
        Assert.Equal(2, (await _server.LogAsync("?types=contact-point.opted-in.v1")).Count);
    }

    [Fact]
    public async Task A_landline_is_no_mobile_with_a_nine()
    {
        await _server.TextAsync("+551132345678", "from the shop");
        await _server.TextAsync("+5511932345678", "from my telephone");
        Assert.Equal(2, (await _server.LogAsync("?types=citizen.registered.v1")).Count);
    }

    [Fact]
    public async Task An_address_of_somebody_s_other_number_is_taken()
    {
        await _server.TextAsync("+5511987654321", "hello");
        await _server.TextAsync("+447946000001", "hello");
        var anna = (await _server.CitizenAsync("+447946000001")).GetProperty("id").GetString();
        using var added = await _server.Http.PostAsJsonAsync($"/citizens/{anna}/contact-points", new { kind = "phone", address = "+55 11 8765-4321" });
        Assert.Equal((HttpStatusCode.Conflict, "contact-point.taken"), (added.StatusCode, await OutreachBench.CodeAsync(added)));
    }

    [Fact]
    public async Task Over_RCS_it_is_the_same_telephone_and_the_same_conversation()
    {
        await _server.TextAsync("rcs:+447946000001", "over RCS");
        await _server.TextAsync("+447946000001", "over SMS");
        Assert.Equal(2, (await _server.ConversationAsync("+447946000001")).GetProperty("messages").GetArrayLength());
    }

    /// <summary>Versions that read only digits kept <c>+44 (0)7946…</c> with its 0, and without a region a number as it was dialled.</summary>
    [Theory]
    [InlineData("+4407946000001")]
    [InlineData("07946000001")]
    public async Task Whom_an_earlier_version_kept_in_another_form_is_known(string former)
    {
        var ask = _server.Services.GetRequiredService<IRequest<ResolveCitizen, CitizenResolved>>();
        var known = await ask.SendAsync(
            new ResolveCitizen(Guid.NewGuid(), new ContactPoint(ContactPoint.Phone, former), "Anna", null, TimeProvider.System.GetUtcNow()), TimeSpan.FromSeconds(30), CancellationToken.None);
        Assert.Equal(known.CitizenId, (await _server.CitizenAsync("+44 (0)7946 000001")).GetProperty("id").GetGuid());
        Assert.Equal(known.CitizenId, (await _server.CitizenAsync(former)).GetProperty("id").GetGuid());
        await _server.TextAsync("+447946000001", "hello");
        Assert.Equal(known.CitizenId, (await _server.CitizenAsync("+447946000001")).GetProperty("id").GetGuid());
        Assert.Single(await _server.LogAsync("?types=citizen.registered.v1"));
    }

    [Fact]
    public async Task Who_was_erased_is_not_found_by_the_other_number()
    {
        await _server.TextAsync("+5511987654321", "hello");
        var citizen = (await _server.CitizenAsync("+5511987654321")).GetProperty("id").GetString();
        (await _server.Http.PostAsJsonAsync($"/citizens/{citizen}/erase", new { reason = "asked" })).EnsureSuccessStatusCode();
        await WriteAsync("551187654321", "wamid.1", "somebody new");
        Assert.NotEqual(citizen, (await _server.CitizenAsync("+551187654321")).GetProperty("id").GetString());
    }

    private async Task WriteAsync(string from, string id, string text)
    {
        using var request = MetaStub.Signed(_server.Address, "/whatsapp/webhooks/meta", $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{MetaStub.Ours}}}"},
            "messages":[{"from":"{{{from}}}","id":"{{{id}}}","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}
            """);
        (await _server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
