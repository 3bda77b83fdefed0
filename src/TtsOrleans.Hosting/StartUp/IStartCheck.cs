namespace TtsOrleans.Hosting.StartUp;

/// <summary>Looks, before anything starts, for something that whoever starts the process has to mend.</summary>
internal interface IStartCheck
{
    /// <summary>A sentence for each thing found; none if all is well.</summary>
    IEnumerable<string> Find();
}
