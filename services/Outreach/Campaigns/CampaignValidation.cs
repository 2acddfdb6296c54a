using Omnichannel.Contracts;
using Omnichannel.Contracts.Campaigns;

namespace Omnichannel.Outreach;

/// <summary>Everything that is wrong with a campaign, in sentences for its author. What passes here can be carried out for everybody.</summary>
internal static class CampaignValidation
{
    private const int MostSteps = 100;
    private const int MostWords = 10_000;
    private static readonly string[] Events = ["conversation.closed.v1"];

    public static IReadOnlyList<string> Check(CampaignDefinition campaign)
    {
        var errors = new List<string>();
        if (new[] { campaign.Name, campaign.Department, campaign.Purpose }.Any(text => string.IsNullOrWhiteSpace(text) || text.Length > 200))
            errors.Add("It needs a name, a department and a purpose, each of at most 200 characters.");
        if (campaign.Purpose is { } purpose && purpose.Any(c => !char.IsLetterOrDigit(c) && c is not ('-' or '.' or '_')))
            errors.Add("A purpose is one word of letters, digits and dashes, as consents name it.");
        if (!LegalBases.All.Contains(campaign.LegalBasis))
            errors.Add($"legalBasis is one of {string.Join(", ", LegalBases.All)}.");
        if (campaign.HoldOutPercent is < 0 or > 90)
            errors.Add("holdOutPercent is from 0 to 90.");
        if (campaign is { IsEmergency: true, HoldOutPercent: > 0 })
            errors.Add("In an emergency nobody is held out.");
        errors.AddRange(TriggerErrors(campaign.Trigger));
        errors.AddRange((campaign.Audience ?? []).SelectMany((rule, i) => AudienceErrors(rule, i + 1)));
        if (campaign.Steps is not { Count: > 0 and <= MostSteps })
            return [.. errors, $"It needs steps, {MostSteps} at most."];
        if (campaign.Steps.Any(step => step?.Id is not { Length: > 0 and <= 50 } id || id.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-'))))
            return [.. errors, "Each step has an id of small letters, digits and dashes."];
        foreach (var id in campaign.Steps.GroupBy(step => step.Id).Where(group => group.Count() > 1).Select(group => group.Key))
            errors.Add($"There are two steps '{id}'.");
        var steps = campaign.Steps.DistinctBy(step => step.Id).ToDictionary(step => step.Id);
        foreach (var step in steps.Values)
            errors.AddRange(StepErrors(campaign, step, steps));
        if (errors.Count == 0)
            errors.AddRange(PathErrors(campaign, steps));
        return errors;
    }

    /// <summary>Where a step can lead.</summary>
    public static IEnumerable<string> TargetsOf(CampaignStep step) => step switch
    {
        { Send: { } send } => [send.Next, send.Otherwise],
        { Wait: { } wait } => [wait.Silence, .. (wait.Branches ?? []).Select(branch => branch.Go), .. wait.Otherwise is { } other ? [other] : Array.Empty<string>()],
        _ => [],
    };

    private static IEnumerable<string> TriggerErrors(CampaignTrigger? trigger)
    {
        if (trigger is null)
            yield break;
        if (trigger.LifeEvent is null == (trigger.Event is null))
            yield return "A trigger is either a lifeEvent or an event.";
        if (trigger.Event is { } name && !Events.Contains(name))
            yield return $"A trigger's event is one of {string.Join(", ", Events)}.";
        if (trigger is { After: not null, Before: not null })
            yield return "A trigger has either after or before.";
        if (trigger.After is { } after && Spans.Read(after) is null)
            yield return $"'{after}' is no span: write 30m, 36h or 2d.";
        if (trigger.Before is { } before && (Spans.Read(before.Span) is null || string.IsNullOrEmpty(before.Field) || trigger.LifeEvent is null))
            yield return "before names a field of the life event, and a span such as 1d.";
    }

    private static IEnumerable<string> AudienceErrors(AudienceRule rule, int number)
    {
        bool[] says = [rule.Languages is not null, rule.Attribute is not null, rule.Consent is not null, rule.Channel is not null, rule.HeardWithin is not null, rule.IsListed];
        if (says.Count(one => one) != 1)
            yield return $"Rule {number} of the audience says one thing: languages, attribute, consent, channel, heardWithin or isListed.";
        if (rule.Attribute is { } attribute && (string.IsNullOrEmpty(attribute.Name) || attribute.Is is not { Count: > 0 }))
            yield return $"Rule {number} of the audience names an attribute and its values (is).";
        if (rule.Channel is { } channel && !ChannelTraits.Of(channel).CanSend)
            yield return $"Rule {number} of the audience: nothing can be sent on {channel}.";
        if (rule.HeardWithin is { } span && Spans.Read(span) is null)
            yield return $"'{span}' is no span: write 90d.";
    }

    private static IEnumerable<string> StepErrors(CampaignDefinition campaign, CampaignStep step, Dictionary<string, CampaignStep> steps)
    {
        object?[] kinds = [step.Send, step.Wait, step.HandOver, step.Finish];
        if (kinds.Count(kind => kind is not null) != 1)
            yield return $"Step '{step.Id}' is one of send, wait, handOver and finish.";
        foreach (var target in TargetsOf(step).Where(target => target is null || !steps.ContainsKey(target)).Distinct())
            yield return $"Step '{step.Id}' leads to '{target}', which is no step.";
        if (step.Send is { } send)
        {
            foreach (var mistake in SendStepValidation.Of(campaign, step.Id, send))
                yield return mistake;
        }

        if (step.Wait is { } wait)
        {
            if (Spans.Read(wait.For) is null)
                yield return $"Step '{step.Id}' waits for '{wait.For}', which is no span: write 30m, 36h or 2d.";
            foreach (var branch in wait.Branches ?? [])
            {
                bool[] says = [branch.Choice is not null, branch.Words is { Count: > 0 }, branch.Date, branch.Number is not null];
                if (says.Count(one => one) != 1)
                    yield return $"Each branch of step '{step.Id}' is one of choice, words, date and number.";
                if (branch.Choice is { } choice && !campaign.Steps.Any(one => one.Send?.Choices?.Any(offered => offered.Id == choice) == true))
                    yield return $"Step '{step.Id}' waits for the choice '{choice}', which no step offers.";
                if (branch.Number is { } range && range.From > range.To)
                    yield return $"Step '{step.Id}' has a number that is nothing: from {range.From} to {range.To}.";
            }
        }

        if (step.Finish is { } finish && (string.IsNullOrWhiteSpace(finish.Outcome) || finish.Outcome.Length > 50))
            yield return $"Step '{step.Id}' finishes with an outcome in one or two words.";
        if (step.HandOver is { Note.Length: > MostWords } or { Queue.Length: > 100 })
            yield return $"Step '{step.Id}' has too much to say.";
    }

    /// <summary>Everything is reached, and nobody goes in circles: a circle has to pass a step that waits, or one that runs out of channels.</summary>
    private static IEnumerable<string> PathErrors(CampaignDefinition campaign, Dictionary<string, CampaignStep> steps)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([campaign.Steps[0].Id]);
        while (open.TryPop(out var id))
        {
            if (!reached.Add(id))
                continue;
            foreach (var target in TargetsOf(steps[id]))
                open.Push(target);
        }

        foreach (var step in campaign.Steps.Where(step => !reached.Contains(step.Id)))
            yield return $"Nothing leads to step '{step.Id}'.";
        // A circle by failures alone ends, for channels run out; one of written messages without any waiting between would not.
        foreach (var step in campaign.Steps.Where(step => step.Send is not null))
        {
            if (Written(step.Send!.Next, steps, step.Id))
                yield return $"Step '{step.Id}' comes back to itself without waiting.";
        }

        foreach (var step in campaign.Steps.Where(step => step.Wait is not null))
        {
            if (SilentCircle(step.Id, steps))
                yield return $"Step '{step.Id}' waits for ever: silence leads back to it without writing.";
        }
    }

    private static bool Written(string from, Dictionary<string, CampaignStep> steps, string goal)
    {
        var seen = new HashSet<string>();
        var at = from;
        while (steps[at].Send is { } send && seen.Add(at))
        {
            if (at == goal)
                return true;
            at = send.Next;
        }

        return false;
    }

    private static bool SilentCircle(string start, Dictionary<string, CampaignStep> steps)
    {
        var seen = new HashSet<string>();
        var at = steps[start].Wait!.Silence;
        while (steps[at].Wait is { } wait && seen.Add(at))
        {
            if (at == start)
                return true;
            at = wait.Silence;
        }

        return false;
    }
}
