using Omnichannel.Channels.Simulated;

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

    public static MetaPlay Of(PlayedOptions options, SimulatedMeta app)
    {
        return new MetaPlay(
            app,
            SideOf("whatsapp", app.PhoneNumberId, options.WhatsAppUrl, options.WhatsAppSecret),
            SideOf("messenger", app.PageId, options.MessengerUrl, options.MessengerSecret));

        Side SideOf(string channel, string ours, string publicUrl, string secret) =>
            new(channel, ours, $"{publicUrl}/{channel}/webhooks/meta", secret.Length == 0 || secret == app.AppSecret);
    }

    /// <summary>Null for a channel that Meta does not have.</summary>
    public Side? Of(string channel) => channel switch
    {
        "whatsapp" => WhatsApp,
        "messenger" => Messenger,
        _ => null,
    };
}
