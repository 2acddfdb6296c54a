using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The app at Meta that the simulator plays, and where its callbacks go.</summary>
/// <param name="WhatsApp">Our WhatsApp side.</param>
/// <param name="Messenger">Our page's side.</param>
internal sealed record MetaPlay(SimulatedMeta App, MetaPlay.Side WhatsApp, MetaPlay.Side Messenger)
{
    /// <param name="Ours">The id of our number or page.</param>
    /// <param name="Callback">Our callback address.</param>
    /// <param name="IsConnected">False when a real app is configured: then nobody sends here, nor trusts what comes from here.</param>
    internal sealed record Side(string Channel, string Ours, string Callback, bool IsConnected);

    public static MetaPlay Read(IConfiguration configuration, AdminKey adminKey)
    {
        var app = SimulatedMeta.For(adminKey, configuration);
        return new MetaPlay(
            app, SideOf("whatsapp", "WhatsApp:Meta", app.PhoneNumberId), SideOf("messenger", "Messenger:Meta", app.PageId));

        Side SideOf(string channel, string section, string ours)
        {
            var settings = configuration.GetSection(section);
            var publicUrl = (settings["PublicUrl"] ?? OwnAddress.Of(configuration)).TrimEnd('/');
            return new Side(
                channel, ours, $"{publicUrl}/{channel}/webhooks/meta", settings["AppSecret"] is not { Length: > 0 } secret || secret == app.AppSecret);
        }
    }

    /// <summary>Null for a channel that Meta does not have.</summary>
    public Side? Of(string channel) => channel switch
    {
        "whatsapp" => WhatsApp,
        "messenger" => Messenger,
        _ => null,
    };
}
