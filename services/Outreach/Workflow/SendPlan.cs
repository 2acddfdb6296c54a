using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;
using Omnichannel.Contracts.Events;
using static Omnichannel.Contracts.Events.OutreachEvent;

namespace Omnichannel.Outreach;

/// <summary>What a step that writes does now: over which channel, or why over none, or when.</summary>
internal static class SendPlan
{
    /// <summary>So soon after the citizen's answer, what we say is the other half of it.</summary>
    private static readonly TimeSpan AnswerSpan = TimeSpan.FromMinutes(10);

    /// <summary>What follows a message at once follows it a second later: so that one tick never writes twice.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<OutreachEvent> Plan(EnrolmentCommand.Advance c, EnrolmentState state, SendStep send)
    {
        var (campaign, citizen) = (c.Situation.Campaign, c.Situation.Citizen);
        var isAnswer = state.AnsweredAt is { } answered && c.At - answered <= AnswerSpan;
        var events = new List<OutreachEvent>();
        foreach (var channel in ChannelsFor(send, citizen).Except(OutreachWorkflow.UsedBy(state, state.Step)))
        {
            var messageId = OutreachWorkflow.MessageIdOf(c.OutreachId, state.Step, state);
            // What a process that died in between took for this very message is there for it.
            var verdict = ContactRules.Judge(
                campaign, citizen, channel, c.Situation.Budget.Without(messageId), c.Situation.Options, isAnswer, c.Situation.ApprovedBy, c.At);
            if (verdict is { No: { } no, Until: { } until })
                return [.. events, new MessageHeld(state.Step, channel, no.Code, no.Sentence, until, c.At)];
            var (unwritten, text, details) = verdict.No is null ? Words(c, state, send, channel) : (null, null, null);
            if ((verdict.No ?? unwritten) is { } why)
            {
                events.Add(new ChannelPassed(state.Step, channel, why.Code, why.Sentence, c.At));
                state = OutreachWorkflow.Evolve(state, events[^1]);
                if (verdict.IsForEveryChannel)
                    break;
                continue;
            }

            var address = citizen.AddressFor(channel)!;
            details = details! with { Choices = ChoicesOf(send, messageId, LanguageOf(campaign, send, citizen)) };
            events.Add(new MessageWanted(state.Step, messageId, channel, address.ContactPointId, address.ContactPoint, text!, verdict.Checks, c.At)
            {
                Details = details,
            });
            var entered = OutreachWorkflow.Enter(campaign, send.Next, "written", c.At);
            return [.. events, entered with { DueAt = entered.DueAt > c.At ? entered.DueAt : c.At + Gap }];
        }

        return [.. events, OutreachWorkflow.Enter(campaign, send.Otherwise, "no-channel", c.At)];
    }

    /// <summary>In the order they are tried.</summary>
    public static IEnumerable<string> ChannelsFor(SendStep send, CitizenFacts citizen) => send.Channels.SelectMany(channel =>
        channel != SendStepValidation.Preferred ? [channel]
        : citizen.PreferredChannels.Count > 0 ? citizen.PreferredChannels
        : citizen.Addresses.Where(one => one.HeardOn is not null).OrderByDescending(one => one.HeardAt).Select(one => one.HeardOn!)).Distinct();

    /// <summary>The citizen's language where the step has a text in it, the language without region where it has none for the region; else the campaign's.</summary>
    public static string LanguageOf(CampaignDefinition campaign, SendStep send, CitizenFacts citizen)
    {
        if (citizen.Language is { } own)
        {
            if (send.Text.ContainsKey(own))
                return own;
            if (own.Split('-')[0] is var alone && send.Text.ContainsKey(alone))
                return alone;
        }

        return campaign.Language ?? "en";
    }

    /// <summary>The text for one channel, filled in; else why there is none.</summary>
    public static (Refusal? No, string? Text, ReplyDetails? Details) Words(EnrolmentCommand.Advance c, EnrolmentState state, SendStep send, string channel)
    {
        var language = LanguageOf(c.Situation.Campaign, send, c.Situation.Citizen);
        string? missing = null;
        var traits = ChannelTraits.Of(channel);
        var text = Fill((traits.IsSpoken ? send.Spoken ?? send.Text : send.Text)[language]);
        var subject = send.Subject is { } subjects ? Fill(subjects[language]) : c.Situation.Campaign.Name;
        var template = traits.HasTemplates ? send.Templates?.FirstOrDefault(one => one.Language == language) ?? send.Templates?[0] : null;
        var details = new ReplyDetails
        {
            IsAutomatic = true,
            Subject = traits.HasSubject ? subject : null,
            UnsubscribeUrl = traits.HasUnsubscribeLink ? c.Situation.UnsubscribeLink : null,
            Template = template is null ? null : new Template(template.Name, template.Code, [.. template.Parameters.Select(Fill)]),
        };
        var no = missing is not null ? Refusals.NoWords(missing)
            : traits.MaxText is { } most && text.Length > most ? Refusals.TooLong(channel, most)
            : null;
        return (no, text, details);

        string Fill(string words)
        {
            var filled = Placeholders.Fill(words, placeholder => ValueOf(placeholder, c.Situation, state, language), out var lacking);
            missing ??= lacking;
            return filled;
        }
    }

    private static string? ValueOf(string placeholder, Situation situation, EnrolmentState state, string language)
    {
        switch (placeholder)
        {
            case Placeholders.Name:
                return situation.Citizen.Name;
            case Placeholders.Department:
                return situation.Campaign.Department;
            case Placeholders.Preferences:
                return situation.PreferencesLink;
        }

        var dot = placeholder.IndexOf('.', StringComparison.Ordinal);
        var name = placeholder[(dot + 1)..];
        return placeholder[..Math.Max(dot, 0)] switch
        {
            "fields" => state.Fields.FirstOrDefault(field => field.Name == name)?.Value is { } field ? LocalDateText.Of(field, situation, language) : null,
            "attributes" => situation.Citizen.Attributes.GetValueOrDefault(name),
            "answers" => state.Answers.GetValueOrDefault(name),
            _ => null,
        };
    }

    /// <summary>Each choice carries its message: pressed much later, it is still known what it answers.</summary>
    private static Choice[]? ChoicesOf(SendStep send, Guid messageId, string language) => send.Choices is not { Count: > 0 } choices ? null :
        [.. choices.Select(choice => new Choice($"{messageId:N}.{choice.Id}", choice.Title.GetValueOrDefault(language) ?? choice.Title.Values.First()))];
}
