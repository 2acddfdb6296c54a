using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Whose an address is, in whichever of its forms it was kept: a telephone may have two numbers, and earlier versions kept some otherwise.</summary>
internal sealed class AddressOwner(CommandHandler handler, ContactPointIds ids, PhoneOptions phones)
{
    /// <summary>Null = nobody's, in none of its forms.</summary>
    public async Task<Guid?> FindAsync(ContactPoint address, CancellationToken ct) =>
        (await handler.LoadAsync(ContactPointDecider.At(await ids.IdOfAsync(address, ct)), ct)).State.CitizenId ?? await FindByOtherFormAsync(address, ct);

    /// <summary>Null also for a citizen who was erased: what is left of them is about to go.</summary>
    public async Task<Guid?> FindByOtherFormAsync(ContactPoint address, CancellationToken ct)
    {
        foreach (var form in OtherFormsOf(address))
        {
            // Not from memory: another process may have linked it just now.
            var kept = (await handler.LoadAsync(ContactPointDecider.At(await ids.IdOfAsync(form, ct)), ct)).State;
            if (kept.CitizenId is { } citizenId && !(await handler.LoadAsync(CitizenDecider.At(citizenId), ct)).State.IsErased)
                return citizenId;
        }

        return null;
    }

    private IEnumerable<ContactPoint> OtherFormsOf(ContactPoint address)
    {
        if (address.Kind != ContactPoint.Phone)
            yield break;
        if (MobileForms.OtherOf(address.Address) is { } other)
            yield return address with { Address = other };
        foreach (var former in PhoneNumber.FormerForms(address.Address, phones.DefaultRegion))
            yield return address with { Address = former };
    }
}
